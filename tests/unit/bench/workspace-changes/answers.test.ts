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

async function askedBench(given: Parameters<typeof openBench>[1] = {}) {
  const { root, put } = await newShop();
  await put('labs/demo/lab.yaml', LAB);
  await put('labs/demo/solution/look/answers.yaml', 'look: { trace: "{{it.trace}}" }\n');
  await put('labs/demo/solution/look/requests.yaml', '- { id: it, checkout: {} }\n');
  await put('labs/demo/solution/count/answers.yaml', 'count: { spans: 9 }\n');
  return { root, put, bench: await openBench(root, given) };
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

test('a solution that begins with requests has them sent, and its answers filled in; the step was begun before them', async () => {
  let time = 1000;
  const sent: string[] = [];
  const { bench } = await askedBench({
    now: () => (time += 1),
    answer: async (requests, answers) => {
      sent.push(...requests.map(({ id }) => id));
      time = 5000;
      return answers.replace('{{it.trace}}', 'abc');
    },
  });
  await bench.write('answers.yaml', 'look: { trace: wrong }\n');
  const view = await bench.workspaces.compare(bench.open, { reason: 'solve', step: 'look' }, 'to');
  expect(view).toMatchObject({ changes: [{ path: 'answers.yaml', change: 'replaced' }] });
  const etag = 'seen' in view ? view.seen : '';
  const done = await bench.workspaces.change(bench.open, { reason: 'solve', step: 'look' }, etag);
  expect(done).toMatchObject({ changes: [{ path: 'answers.yaml', change: 'replaced' }] });
  expect(sent).toEqual(['it']);
  expect((await bench.files())['answers.yaml']).toBe('look: { trace: "abc" }\n');
  expect(bench.labProgress.begun(bench.open.lab, 'look')).toBeLessThan(5000);
  expect(bench.labProgress.marks('demo').get('look')).toBe('solved');
});

test('requests that come to nothing leave all as it is, and are said', async () => {
  const { bench } = await askedBench({
    answer: async () => {
      throw new Error('Request “it” failed: fetch failed');
    },
  });
  await bench.write('answers.yaml', 'look: { trace: mine }\n');
  const done = await bench.workspaces.change(bench.open, { reason: 'solve', step: 'look' });
  expect(done).toMatchInlineSnapshot(`
    {
      "because": "conflict",
      "refused": {
        "detail": "Request “it” failed: fetch failed",
        "next": "Look whether the bench is ready and its services run, then try again.",
        "title": "The solution of this step begins with requests, and they came to nothing.",
      },
    }
  `);
  expect((await bench.files())['answers.yaml']).toBe('look: { trace: mine }\n');
  expect(bench.labProgress.marks('demo').size).toBe(0);
});
