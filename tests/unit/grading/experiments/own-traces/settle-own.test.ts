import { describe, expect, test } from 'vitest';
import { settleLimits } from '#grading/experiments/checkout/settle/settle-limits.ts';
import { decideOwn, type OwnProgress } from '#grading/experiments/own-traces/decide-own.ts';
import { settleOwn } from '#grading/experiments/own-traces/settle-own.ts';
import { unconsumed } from '#grading/experiments/own-traces/unconsumed.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { healthy, id, span, trace } from '../../../../labs/bookstore-spans.ts';
import { type StoredAt, scriptedTempo } from '../checkout/settle/scripted-tempo.ts';

const LIMITS = settleLimits(200);
const never = new AbortController().signal;
const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];
const without = (service: string) => shop.filter((one) => one.service !== service);
const at = (time: number, spans: typeof shop): StoredAt[] => spans.map((one) => [time, one]);
/** Spans of these tests end about a second after 1970. */
const JUST_NOW = 1_100;

interface Attempt {
  script: Parameters<typeof scriptedTempo>[0];
  /** The time of the first look, as log lines and spans have it. */
  began?: number;
  lines?: LogLine[];
  search?: () => Promise<readonly string[]>;
  ids?: readonly string[];
  signal?: AbortSignal;
}

async function settled(given: Attempt) {
  const { script, began = JUST_NOW, lines = [], search, ids = [trace('T')], signal = never } = given;
  const { tempo, clock, calls, elapsed } = scriptedTempo(script);
  const { traces, problem } = await settleOwn({
    ...{ limits: LIMITS, tempo, ids, signal, clock, ...(search && { search }) },
    linesOf: (traceId) => lines.filter(({ fields }) => fields?.trace_id === traceId),
    isComplete: (_, spans) => unconsumed(buildTree(spans)).length === 0,
    time: () => began + elapsed(),
  });
  const one = traces.get(ids[0]!)!;
  return {
    traces,
    problem,
    after: elapsed(),
    looks: calls.length,
    spans: one.spans.length,
    growing: one.growing,
  };
}

describe('a trace has settled', () => {
  test('when two looks that are 600 ms apart show the same spans', async () => {
    const { after, spans, growing } = await settled({ script: { stored: at(0, shop) } });
    expect(after).toBeGreaterThanOrEqual(LIMITS.quiet);
    expect(after).toBeLessThan(LIMITS.quiet + 2 * LIMITS.fetchEvery);
    expect({ spans, growing }).toEqual({ spans: shop.length, growing: false });
  });

  test('not before the last span came that was on its way', async () => {
    const script = { stored: [...at(0, without('payments-worker')), ...at(1900, healthy.worker)] };
    const { after, spans, growing } = await settled({ script });
    expect(after).toBeGreaterThanOrEqual(1900 + LIMITS.quiet);
    expect({ spans, growing }).toEqual({ spans: shop.length, growing: false });
  });

  test('at once when it is so old that nothing of it can be on its way', async () => {
    const script = { stored: at(0, without('payments-worker')) };
    const { looks, growing } = await settled({ script, began: 60_000 });
    expect({ looks, growing }).toEqual({ looks: 1, growing: false });
  });

  test('when its message was not taken up for longer than the slowest exporter waits', async () => {
    const { after, growing } = await settled({ script: { stored: at(0, without('payments-worker')) } });
    expect(after).toBeGreaterThan(LIMITS.late - 200);
    expect(after).toBeLessThan(LIMITS.deadline);
    expect(growing).toBe(false);
  });

  test('when nobody knows it: after two looks', async () => {
    const { after, spans, growing } = await settled({ script: { stored: [] } });
    expect(after).toBeLessThan(LIMITS.quiet + 2 * LIMITS.fetchEvery);
    expect({ spans, growing }).toEqual({ spans: 0, growing: false });
  });

  test('though a span of it claims to be of the next century', async () => {
    const [first, ...rest] = shop;
    const late = { ...first!, startTime: 4e12 };
    const { after } = await settled({ script: { stored: at(0, [late, ...rest]) }, began: 60_000 });
    expect(after).toBeLessThan(LIMITS.quiet);
  });
});

describe('the check can wait no longer', () => {
  const forever = Array.from({ length: 60 }, (_, index): StoredAt => {
    const more = span('orders', 'client', `n${index}`, { parent: 'o' });
    return [index * 200, { ...more, startTime: JUST_NOW + index * 200 }];
  });

  test('when spans keep coming in: the trace is said to grow', async () => {
    const { after, growing } = await settled({ script: { stored: [...at(0, shop), ...forever] } });
    expect(after).toBeGreaterThanOrEqual(LIMITS.deadline);
    expect(after).toBeLessThan(LIMITS.deadline + 2 * LIMITS.fetchEvery);
    expect(growing).toBe(true);
  });

  test('one that grows keeps no other from being settled', async () => {
    const other = { ...span('orders', 'server', 'one'), traceId: trace('U') };
    const script = { stored: [...at(0, [...shop, other]), ...forever] };
    const { traces } = await settled({ script, ids: [trace('U'), trace('T')] });
    expect([...traces.values()].map(({ growing }) => growing)).toEqual([false, true]);
  });

  test('when Tempo does not answer: its words are kept', async () => {
    const { problem, growing } = await settled({ script: { stored: at(0, shop), away: () => true } });
    expect({ problem, growing }).toEqual({ problem: 'connection refused', growing: true });
  });

  test('an answer that did not come once is asked for again', async () => {
    const script = { stored: at(0, shop), away: (now: number) => now < 500 };
    const { spans, growing, after } = await settled({ script });
    expect({ spans, growing }).toEqual({ spans: shop.length, growing: false });
    expect(after).toBeGreaterThanOrEqual(500 + LIMITS.quiet);
  });
});

test('what a search finds is looked at as well, once the search knows of all there was', async () => {
  const found = { ...span('orders', 'server', 'one'), traceId: trace('U') };
  let searched = 0;
  const { traces, after } = await settled({
    script: { stored: at(0, [...shop, found]) },
    search: async () => {
      searched += 1;
      return [trace('U'), trace('T')];
    },
  });
  expect(searched).toBe(1);
  expect(after).toBeGreaterThanOrEqual(LIMITS.searchLag + LIMITS.quiet);
  expect(traces.get(trace('U'))).toMatchObject({ spans: [found], growing: false });
});

test('it ends when the check is cancelled', async () => {
  const cancelled = new AbortController();
  const at: [number, () => void][] = [[400, () => cancelled.abort(new Error('cancelled'))]];
  await expect(settled({ script: { stored: [], at }, signal: cancelled.signal })).rejects.toThrow(
    'cancelled',
  );
});

test.each<[string, Partial<OwnProgress>, ReturnType<typeof decideOwn>]>([
  ['quiet and complete', { sameFor: 600, complete: true }, 'settled'],
  ['not quiet for long enough', { sameFor: 599, complete: true }, 'again'],
  ['quiet, and something is on its way', { sameFor: 600 }, 'again'],
  ['old', { age: 6500 }, 'settled'],
  ['young at the deadline', { now: 8000, age: 3000 }, 'growing'],
  ['quiet and complete at the deadline', { now: 8000, sameFor: 600, complete: true }, 'settled'],
])('%s', (_, progress, decision) => {
  expect(decideOwn({ now: 0, sameFor: 0, age: 0, complete: false, ...progress }, LIMITS)).toBe(decision);
});

describe('a message that nobody has received', () => {
  test('is told by its PRODUCER span', () => {
    expect(unconsumed(buildTree(without('payments-worker'))).map(({ spanId }) => spanId)).toEqual([id('p')]);
    expect(unconsumed(buildTree(shop))).toEqual([]);
  });

  test('is none where the CONSUMER is only linked to it', () => {
    const linked = span('payments-worker', 'consumer', 'w', {
      trace: 'W',
      links: [{ traceId: trace('T'), spanId: id('p'), attributes: {} }],
    });
    expect(unconsumed(buildTree([...without('payments-worker'), linked]))).toEqual([]);
  });
});
