import { expect, it } from 'vitest';
import { readProgress } from '#bench/progress/read-progress.ts';

const verdict = { status: 'fail', title: 't', observed: 'o', expected: 'e', evidence: [] };
const attempt = { lab: 'demo', step: 'one', time: 5, duration: 7 };
const file = { format: 'spanwise-progress', exported: 1, marks: [], hints: [] };

it('reads a file of version 1, whose verdicts call the stage by its old name', () => {
  const old = {
    ...file,
    version: 1,
    attempts: [{ ...attempt, verdict: { ...verdict, rung: 'a: answers' } }],
  };
  expect(readProgress(old)).toEqual({
    ...file,
    version: 4,
    reading: {},
    attempts: [{ ...attempt, verdict: { ...verdict, stage: 'a: answers' } }],
  });
});

it('reads a file of version 2, whose evidence has no kind and is of spans', () => {
  const fact = { traceId: 'ab', service: 'orders', note: 'n' };
  const log = { kind: 'log', service: 'orders', line: 'order placed' };
  const old = {
    ...file,
    version: 2,
    attempts: [{ ...attempt, verdict: { ...verdict, evidence: [fact, log] } }],
  };
  expect(readProgress(old)).toEqual({
    ...file,
    version: 4,
    reading: {},
    attempts: [{ ...attempt, verdict: { ...verdict, evidence: [{ kind: 'span', ...fact }, log] } }],
  });
});

it('says which evidence is malformed in a file of version 2', () => {
  const evidence = [null, { traceId: 'ab' }, { kind: 'rumour', note: 'n' }];
  const old = { ...file, version: 2, attempts: [{ ...attempt, verdict: { ...verdict, evidence } }] };
  const read = readProgress(old);
  expect('refused' in read && read.refused.detail).toMatchInlineSnapshot(
    `"attempts.0.verdict.evidence.0: Invalid input: expected object, received null; attempts.0.verdict.evidence.1.service: Invalid input: expected string, received undefined; attempts.0.verdict.evidence.1.note: Invalid input: expected string, received undefined and 1 more"`,
  );
});

it('says what is damaged in a file of version 1 as in a newer one', () => {
  expect(readProgress({ ...file, version: 1, attempts: [null, { ...attempt, verdict: 7 }] })).toMatchObject({
    refused: { title: 'This record is damaged. Nothing was read in.' },
  });
  expect(readProgress({ ...file, version: 1 })).toMatchObject({ because: 'malformed' });
});

it('names a form that only a newer version knows', () => {
  expect(readProgress({ ...file, version: 5, attempts: [] })).toMatchObject({
    because: 'conflict',
    refused: { detail: 'It has form 5; this version reads form 4.' },
  });
});

it('reads a file of version 3, which has nothing of what was read and answered', () => {
  const old = { ...file, version: 3, attempts: [] };
  expect(readProgress(old)).toEqual({ ...file, version: 4, attempts: [], reading: {} });
});

it('names what is wrong in the answers that were kept', () => {
  const reading = { pipeline: { sections: [], quiz: { order: { answer: 'a', right: true, tries: 1 } } } };
  expect(readProgress({ ...file, version: 4, attempts: [], reading })).toMatchObject({
    because: 'malformed',
    refused: { detail: 'reading.pipeline.quiz.order.answer: Invalid input: expected array, received string' },
  });
});
