import { expect, test } from 'vitest';
import type { Attempt } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { keepGuess, readGuess } from '#site/elements/questions/kept-guess.ts';
import { stepTraces } from '#site/elements/questions/step-traces.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';

const attempt = (step: string, status: 'pass' | 'fail', traceIds: string[]) =>
  ({
    step,
    verdict: {
      status,
      evidence: traceIds.map((traceId) => ({ kind: 'span', traceId, service: 's', note: 'n' })),
    },
  }) as unknown as Attempt;
const traceOf = async (id: string) => ({ traceId: id, spans: [{ spanId: id }] }) as unknown as TraceView;

test('only a passed attempt of the step answers, and the newest one', async () => {
  const lab = { attempts: [attempt('mend', 'pass', ['a']), attempt('look', 'fail', ['b'])] };
  expect(await stepTraces(lab, 'look', traceOf)).toBeUndefined();
  const passed = { attempts: [attempt('look', 'pass', ['c', 'd']), attempt('look', 'pass', ['b'])] };
  const traces = await stepTraces(passed, 'look', traceOf);
  expect(traces?.map(({ spans }) => spans[0]?.spanId)).toEqual(['c', 'd']);
});

test('a trace that nobody recorded is an empty one; a bench that does not answer is no answer', async () => {
  const lab = { attempts: [attempt('look', 'pass', ['a'])] };
  const refuse = (status: number) => () => Promise.reject(new BenchError(status, { title: 'no' }, undefined));
  expect(await stepTraces(lab, 'look', async (traceId) => ({ traceId, spans: [] }) as never)).toEqual([
    { traceId: 'a', spans: [] },
  ]);
  expect(await stepTraces(lab, 'look', refuse(0))).toBeUndefined();
  expect(await stepTraces(lab, 'look', refuse(503))).toBeUndefined();
});

test('a guess is kept among the answers, and read again with what was observed', () => {
  expect(readGuess(undefined)).toBeUndefined();
  expect(readGuess(keepGuess({ guess: '4' }, false, 1))).toEqual({ guess: '4' });
  for (const value of ['orders', 0, 3.99]) {
    const kept = { guess: '4', observed: { value, from: 'own' as const } };
    expect(readGuess(keepGuess(kept, true, 2))).toEqual(kept);
  }
  const unread = { answer: ['4', 'not JSON', 'own'], right: false, tries: 1 };
  expect(readGuess(unread)).toEqual({ guess: '4' });
});
