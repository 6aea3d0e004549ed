import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { AFTER_END, storedOf } from '#grading/experiments/stopping/stored-of.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import type { Span } from '#telemetry/trace/span.ts';

const signal = new AbortController().signal;
const span = { service: 'catalog' } as Span;
const silence: BackendAnswer<Span[]> = { ok: false, stage: 'tempo', problem: 'no answer within 2000 ms' };
/** The end of a process, so long ago that one round of look-ups is enough. */
const longAgo = () => Date.now() - 2 * AFTER_END;

test('asks again for a trace that Tempo did not answer for, when all others are known', async () => {
  const [silent, lost] = [newProbe(), newProbe()];
  let asked = 0;
  const byId = async (id: string): Promise<BackendAnswer<Span[]>> => {
    if (id !== silent.traceId) return { ok: true, value: [] };
    asked += 1;
    return asked < 3 ? silence : { ok: true, value: [span] };
  };
  const found = await storedOf({ byId }, [{ probe: silent }, { probe: lost }], longAgo(), signal);
  expect([...found.stored.keys()]).toEqual([silent.traceId]);
  expect(found.unanswered).toBeUndefined();
});

test('says what Tempo said where it never answers', async () => {
  const found = await storedOf({ byId: async () => silence }, [{ probe: newProbe() }], 0, signal);
  expect(found).toEqual({ stored: new Map(), unanswered: 'no answer within 2000 ms' });
});
