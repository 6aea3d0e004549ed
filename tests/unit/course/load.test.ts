import path from 'node:path';
import { expect, test } from 'vitest';
import { commandText } from '#course/command-text.ts';
import { loadChapter } from '#course/load/load-chapter.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { loadLab, loadLabs } from '#course/load/load-lab.ts';

const FIXTURES = path.resolve('tests/fixtures/course');
const LABS = path.join(FIXTURES, 'labs');

test('a lab comes with its defaults filled in', async () => {
  const lab = await loadLab(LABS, 'good');
  expect(lab.steps[0]).toMatchObject({ id: 'look', edits: false, hints: [] });
  expect(lab.steps[0]?.commands[0]?.run).toBe('curl "$STOREFRONT_URL"');
});

test('a command is one line, or one for each runtime', async () => {
  const { steps, setup } = await loadLab(LABS, 'good');
  expect(setup).toEqual({ parts: ['loki'] });
  const [same, differs] = steps[0]!.commands;
  expect([commandText(same!, 'local'), commandText(same!, 'kind')]).toEqual([same!.run, same!.run]);
  expect([commandText(differs!, 'local'), commandText(differs!, 'kind')]).toEqual(['ps', 'kubectl get pods']);
});

test('all labs are read, so that one wrong lab is not overlooked', async () => {
  await expect(loadLabs(LABS)).rejects.toThrow('lab.yaml has');
});

test('a lab’s own text stands before the shared one, and the others stay', async () => {
  const findings = await loadFindings(LABS, 'good');
  expect(findings['any']?.['checkout-fails']?.title).toBe('Own checkout');
  expect(findings['any']?.['does-not-build']?.title).toBe('Shared build');
  expect(findings['look']?.['blind']?.title).toBe('Blind');
});

test('a chapter’s front matter ends at its own line of dashes', async () => {
  const chapter = await loadChapter(path.join(FIXTURES, 'chapters', '01-good'));
  expect(chapter).toMatchObject({ number: 1, slug: 'good', next: [{ title: 'Chapter 2' }] });
});
