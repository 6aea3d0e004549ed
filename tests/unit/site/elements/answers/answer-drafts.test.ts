import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnswersView } from '#api/answers-view.ts';
import { createAnswerDrafts } from '#site/elements/answers/answer-drafts.ts';
import type { AnswerServer } from '#site/elements/answers/answer-server.ts';
import { keptAnswers } from '#site/elements/answers/kept-answers.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';
import { fakeStorage } from '../edited-files/fake-files.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = new BenchError(0, { title: 'The server did not answer.' }, undefined);

/** A server with two answers that saves as the real one does, and can be made to fail or to wait. */
async function opened(
  typed: Record<string, string> = { trace: '', wait: '' },
  kept = keptAnswers(fakeStorage(), 'demo', 'asked', 'one'),
) {
  let problem: AnswersView['problem'];
  let isAway = false;
  let hold: Promise<void> | undefined;
  const saves: string[] = [];
  const view = (): AnswersView => ({
    ...{ lab: 'demo', step: 'asked', typed: { ...typed }, remarks: {} },
    ...(problem && { problem }),
  });
  const server: AnswerServer = {
    async read() {
      if (isAway) throw away;
      return view();
    },
    async save(field, { text, before }) {
      await hold;
      if (isAway) throw away;
      if (problem || (typed[field] !== before && typed[field] !== text)) return { refused: view() };
      typed[field] = text;
      saves.push(`${field}=${text}`);
      return { saved: view() };
    },
  };
  const drafts = createAnswerDrafts(server, kept, () => {});
  await drafts.refresh();
  return {
    ...{ drafts, typed, saves },
    note: () => drafts.shown().note,
    text: (field: string) => drafts.shown().drafts.get(field)?.text,
    leave: (value: boolean) => {
      isAway = value;
    },
    spoil: (value: AnswersView['problem']) => {
      problem = value;
    },
    holdSaves: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return resolve;
    },
  };
}

test('what is typed is saved after a pause, and only then called saved', async () => {
  const { drafts, saves, note } = await opened();
  expect(note()).toBe('');
  drafts.typed('trace', 'a');
  drafts.typed('trace', 'ab');
  expect([note(), saves]).toEqual(['Not saved yet', []]);
  await vi.runAllTimersAsync();
  expect([note(), saves]).toEqual(['Saved', ['trace=ab']]);
});

test('a server that is away loses nothing: it is tried again', async () => {
  const { drafts, saves, note, text, leave } = await opened();
  leave(true);
  drafts.typed('trace', 'ab');
  expect(await drafts.saveAll()).toBe(false);
  expect(note()).toBe('Not saved yet; it is kept here and tried again. The server did not answer.');
  await vi.advanceTimersByTimeAsync(10_000);
  expect([text('trace'), drafts.shown().trouble]).toEqual(['ab', true]);
  leave(false);
  await vi.runAllTimersAsync();
  expect([note(), saves, drafts.shown().trouble]).toEqual(['Saved', ['trace=ab'], false]);
});

test('a field that nobody types in here follows what is saved elsewhere; one that is keeps what is typed', async () => {
  const { drafts, typed, text } = await opened();
  drafts.typed('trace', 'mine');
  typed['wait'] = '5';
  typed['trace'] = 'theirs';
  await drafts.refresh();
  expect([text('wait'), text('trace')]).toEqual(['5', 'mine']);
  expect(drafts.shown().drafts.get('trace')).toMatchObject({ theirs: 'theirs' });
  expect(typed['trace']).toBe('theirs');
  expect(drafts.shown().note).toBe('Not saved: an answer was changed elsewhere too');
  drafts.choose('trace', 'mine');
  await vi.runAllTimersAsync();
  expect([typed['trace'], drafts.shown().note]).toEqual(['mine', 'Saved']);
});

test('the other version can be taken', async () => {
  const { drafts, typed, text } = await opened();
  typed['trace'] = 'theirs';
  drafts.typed('trace', 'mine');
  await drafts.saveAll();
  drafts.choose('trace', 'theirs');
  await vi.runAllTimersAsync();
  expect([text('trace'), typed['trace'], drafts.shown().trouble]).toEqual(['theirs', 'theirs', false]);
});

test('typing goes on while a save is under way, and the news of that save takes nothing back', async () => {
  const { drafts, saves, text, holdSaves } = await opened();
  const release = holdSaves();
  drafts.typed('trace', 'a');
  const saving = drafts.saveAll();
  drafts.typed('trace', 'ab');
  const refreshing = drafts.refresh();
  release();
  await Promise.all([saving, refreshing]);
  await vi.runAllTimersAsync();
  expect([text('trace'), saves]).toEqual(['ab', ['trace=a', 'trace=ab']]);
  expect(drafts.shown().drafts.get('trace')).not.toHaveProperty('theirs');
});

test('a file that cannot be read is said, and what was typed is saved once it can', async () => {
  const { drafts, saves, note, spoil } = await opened();
  spoil({ reason: 'Missing quote.', line: 3 });
  drafts.typed('trace', 'ab');
  expect(await drafts.saveAll()).toBe(false);
  expect(note()).toBe(
    'Not saved: answers.yaml cannot be read, line 3. Missing quote. Fix it in the Files tab, or reset it there.',
  );
  spoil(undefined);
  await drafts.refresh();
  expect([note(), saves]).toEqual(['Saved', ['trace=ab']]);
});

test('a page that goes before it has saved sends what is typed, and keeps it for the next page', async () => {
  const storage = fakeStorage();
  const kept = keptAnswers(storage, 'demo', 'asked', 'one');
  const first = await opened(undefined, kept);
  first.drafts.typed('trace', 'ab');
  expect(first.drafts.leave()).toBe(true);
  await vi.runAllTimersAsync();
  expect(first.saves).toContain('trace=ab');
  expect(kept.read()).toEqual({});

  first.leave(true);
  first.drafts.typed('wait', '805');
  expect(first.drafts.leave()).toBe(true);
  const next = await opened(first.typed, keptAnswers(storage, 'demo', 'asked', 'two'));
  expect([next.text('trace'), next.text('wait'), next.typed['wait']]).toEqual(['ab', '805', '805']);
  expect(storage.length).toBe(0);
});

test('of a kept answer and one that was typed elsewhere meanwhile the learner takes one', async () => {
  const kept = keptAnswers(fakeStorage(), 'demo', 'asked', 'one');
  kept.write({ wait: { text: '805', saved: '' }, gone: { text: 'x', saved: '' } });
  const { drafts, typed } = await opened({ trace: '', wait: '12' }, kept);
  expect(drafts.shown().drafts.get('wait')).toEqual({ text: '805', saved: '', theirs: '12' });
  expect(drafts.shown().drafts.has('gone')).toBe(false);
  drafts.choose('wait', 'mine');
  await vi.runAllTimersAsync();
  expect([typed['wait'], kept.read()]).toEqual(['805', {}]);
});

test('a page whose browser keeps nothing asks before unsaved answers go', async () => {
  const storage = fakeStorage();
  storage.full = true;
  const { drafts } = await opened(undefined, keptAnswers(storage, 'demo', 'asked', 'one'));
  expect(drafts.leave()).toBe(true);
  drafts.typed('trace', 'ab');
  expect(drafts.leave()).toBe(false);
});

test('what one window has kept is not taken away by another that is hidden, or has saved its own', async () => {
  const storage = fakeStorage();
  const window = (name: string) => keptAnswers(storage, 'demo', 'asked', name);
  const other = await opened(undefined, window('two'));
  const gone = await opened(undefined, window('one'));
  gone.leave(true);
  gone.drafts.typed('trace', 'typed in the first');
  expect(gone.drafts.leave()).toBe(true);
  other.drafts.leave();
  other.drafts.typed('wait', '12');
  await other.drafts.saveAll();
  const next = await opened(other.typed, window('three'));
  expect([next.text('trace'), next.typed['trace'], storage.length]).toEqual([
    ...['typed in the first', 'typed in the first'],
    0,
  ]);
});

test('of two windows that have kept a text for the same question both are offered, one after the other', () => {
  const storage = fakeStorage();
  const window = (name: string) => keptAnswers(storage, 'demo', 'asked', name);
  window('one').write({ trace: { text: 'a', saved: '' } });
  window('two').write({ trace: { text: 'b', saved: '' }, wait: { text: '1', saved: '' } });
  const [three, four] = [window('three'), window('four')];
  expect(three.read()).toEqual({ trace: { text: 'a', saved: '' } });
  three.write({});
  expect(four.read()).toEqual({ trace: { text: 'b', saved: '' }, wait: { text: '1', saved: '' } });
  four.write({});
  expect(storage.length).toBe(0);
});

test('what a page without windows of its own has kept is taken over too', () => {
  const storage = fakeStorage();
  storage.setItem('spanwise.answers.demo.asked', '{"version":1,"answers":{"trace":{"text":"a","saved":""}}}');
  storage.setItem(
    'spanwise.answers.demo.asked-again',
    '{"version":1,"answers":{"trace":{"text":"c","saved":""}}}',
  );
  expect(keptAnswers(storage, 'demo', 'asked', 'one').read()).toEqual({ trace: { text: 'a', saved: '' } });
});
