import { describe, expect, test } from 'vitest';
import { createTraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import { span, trace } from '../../../../../labs/bookstore-spans.ts';

const NAMES = Array.from({ length: 20 }, (_, index) => `R${index}`);
const { signal } = new AbortController();

/** A Tempo in which twenty traces are found, and one of them may not be had. */
function tempoWithout(lost?: string): { tempo: Tempo; most: () => number } {
  let [open, most] = [0, 0];
  const tempo: Tempo = {
    search: async () => ({ ok: true, value: NAMES.map(trace) }),
    async byId(traceId) {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return lost !== undefined && traceId === trace(lost)
        ? { ok: false, stage: 'tempo', problem: 'no answer within 2000 ms' }
        : { ok: true, value: [{ ...span('catalog', 'internal', 'look up book'), traceId }] };
    },
  };
  return { tempo, most: () => most };
}

describe('the roots that no request leads to', () => {
  test('are all there, and no crowd of requests asked for them', async () => {
    const { tempo, most } = tempoWithout();
    const roots = await createTraceFetcher(tempo, []).detachedRoots(0, signal, { which: 'all' });
    expect(roots.ok && roots.value.map(({ traceId }) => traceId)).toEqual(NAMES.map(trace));
    expect(most()).toBe(8);
  });

  test('are not to be had where one trace is not: a judge would take it for not recorded', async () => {
    const { tempo } = tempoWithout('R19');
    expect(await createTraceFetcher(tempo, []).detachedRoots(0, signal, { which: 'all' })).toEqual({
      ok: false,
      stage: 'tempo',
      problem: 'no answer within 2000 ms',
    });
  });

  test('are not those of an attempt before, which a search that goes by seconds finds too', async () => {
    const { tempo } = tempoWithout();
    const { startTime } = span('catalog', 'internal', 'look up book');
    const rootsSince = (since: number) =>
      createTraceFetcher(tempo, []).detachedRoots(since, signal, { which: 'all' });
    expect(await rootsSince(startTime)).toMatchObject({ ok: true, value: { length: NAMES.length } });
    expect(await rootsSince(startTime + 1)).toEqual({ ok: true, value: [] });
  });

  test('are not to be had where the search fails', async () => {
    const failed = { ok: false, stage: 'search', problem: 'no answer within 2000 ms' } as const;
    const tempo: Tempo = { ...tempoWithout().tempo, search: async () => failed };
    expect(await createTraceFetcher(tempo, []).detachedRoots(0, signal)).toEqual(failed);
  });
});
