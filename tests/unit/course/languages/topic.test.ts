import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { TopicSchema } from '#course/languages/topic.ts';
import { loadTopic } from '#course/load/load-topic.ts';

const content = resolve(import.meta.dirname, '../../../../content');
const topics = readdirSync(resolve(content, 'languages')).map((file) => file.replace('.yaml', ''));

test.for(topics)('%s has a tab for every language, each with a source', async (topic) => {
  const { tabs } = await loadTopic(content, topic);
  expect(tabs.map(({ language }) => language).toSorted()).toEqual(['dotnet', 'java', 'node', 'python']);
});

test('a topic without a language, or with one twice, is refused', () => {
  const tab = {
    language: 'java',
    of: 'x',
    text: 'x',
    sources: [{ title: 'x', href: 'https://example.org/' }],
  };
  const messages = TopicSchema.safeParse({ title: 'x', tabs: [tab, tab] }).error?.issues.map(
    ({ message }) => message,
  );
  expect(messages).toEqual([
    'one tab for java',
    'one tab for python',
    'one tab for node',
    'one tab for dotnet',
  ]);
});
