import { expect, test } from 'vitest';
import { newShop, openBench } from '../tiny-course.ts';

const LAB = `id: demo
title: Demo
minutes: 3
summary: Three steps.
files: [a.go]
steps:
  - { id: look, title: Look, minutes: 1, text: Look., answers: [{ id: trace, kind: trace, label: Trace }] }
  - { id: count, title: Count, minutes: 1, text: Count., answers: [{ id: spans, kind: number, label: Spans }] }
  - { id: mend, title: Mend, minutes: 1, text: Mend., edits: true }
`;

async function askedBench() {
  const { root, put } = await newShop();
  await put('labs/demo/lab.yaml', LAB);
  await put('labs/demo/solution/look/answers.yaml', 'look: { trace: "{{it.trace}}" }\n');
  await put('labs/demo/solution/look/requests.yaml', '- { id: it, checkout: {} }\n');
  await put('labs/demo/solution/count/answers.yaml', 'count: { spans: 9 }\n');
  return { root, put, bench: await openBench(root) };
}

test('answers are a file of the workspace: a step that begins again keeps those of the steps before, and undo brings all back', async () => {
  const { bench } = await askedBench();
  await bench.write('answers.yaml', 'look: { trace: abc } # mine\ncount: { spans: 8 }\n');
  const done = await bench.change({ reason: 'reset-step', step: 'count' });
  expect(done.changes).toEqual([{ path: 'answers.yaml', change: 'replaced' }]);
  expect((await bench.files())['answers.yaml']).toBe('look:\n  trace: abc\n');
  await bench.change({ reason: 'reset-lab' });
  expect(await bench.files()).not.toHaveProperty('answers.yaml');
  const [newest, first] = await bench.copies();
  await bench.change({ reason: 'restore', copy: newest!.id });
  expect((await bench.files())['answers.yaml']).toBe('look:\n  trace: abc\n');
  await bench.change({ reason: 'restore', copy: first!.id });
  expect((await bench.files())['answers.yaml']).toBe('look: { trace: abc } # mine\ncount: { spans: 8 }\n');
});

test('one answer file can be reset alone', async () => {
  const { bench } = await askedBench();
  await bench.write('answers.yaml', 'count: { spans: 8 }\n');
  await bench.write('a.go', 'edited\n');
  await bench.change({ reason: 'reset-file', step: 'look', path: 'answers.yaml' });
  expect(await bench.files()).toMatchObject({ 'a.go': 'edited\n' });
  expect(await bench.files()).not.toHaveProperty('answers.yaml');
});

test('a solution puts its answers in; one that needs requests first has none, and no step shows another’s', async () => {
  const { bench } = await askedBench();
  await bench.change({ reason: 'solve', step: 'look' });
  expect(await bench.files()).not.toHaveProperty('answers.yaml');
  await bench.write('answers.yaml', 'look: { trace: abc }\n');
  await bench.change({ reason: 'solve', step: 'count' });
  expect((await bench.files())['answers.yaml']).toBe('look:\n  trace: abc\ncount:\n  spans: 9\n');
  expect(await bench.files()).not.toHaveProperty('requests.yaml');
  await bench.change({ reason: 'open', step: 'mend' });
  expect((await bench.files())['answers.yaml']).toBe('look:\n  trace: abc\ncount:\n  spans: 9\n');
  expect(bench.open.states.get('mend')!.start.has('answers.yaml')).toBe(false);
});

test('what cannot be read gives way, and is kept', async () => {
  const { bench } = await askedBench();
  await bench.write('answers.yaml', 'look: "\n');
  await bench.change({ reason: 'reset-step', step: 'mend' });
  expect(await bench.files()).not.toHaveProperty('answers.yaml');
  await bench.change({ reason: 'restore', copy: (await bench.copies())[0]!.id });
  expect((await bench.files())['answers.yaml']).toBe('look: "\n');
});
