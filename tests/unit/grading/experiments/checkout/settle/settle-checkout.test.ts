import { describe, expect, test } from 'vitest';
import { judgeObservation } from '#grading/experiments/checkout/grade-checkout.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';
import { CHECKOUT_BOOK, DIRECT_BOOK } from '#grading/experiments/checkout/probes/send.ts';
import { settleCheckout } from '#grading/experiments/checkout/settle/settle-checkout.ts';
import { settleLimits } from '#grading/experiments/checkout/settle/settle-limits.ts';
import { createTraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { healthy, observed, span, wellDirect } from '../../../../../labs/bookstore-spans.ts';
import { type StoredAt, scriptedTempo } from './scripted-tempo.ts';

const LIMITS = settleLimits(200);
const well = observed();
const own = [well.checkout, well.orders, well.catalog].map(({ spans }) => spans[0]!);
const direct = [...wellDirect.orders, ...wellDirect.catalog];
const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];
const at = (time: number, spans: readonly Span[]): StoredAt[] => spans.map((one) => [time, one]);
/** Everything a healthy checkout leaves behind, stored by 300 ms. */
const allWell: StoredAt[] = [...at(0, own), ...at(200, direct), ...at(300, shop)];
const lacking = (service: string): StoredAt[] => allWell.filter(([, one]) => one.service !== service);

interface Attempt {
  script: Partial<Parameters<typeof scriptedTempo>[0]>;
  status?: number;
  lines?: LogLine[];
  signal?: AbortSignal;
}

/** Lets an attempt settle against a scripted Tempo; gives what was seen, and when it ended. */
async function attempt({ script, status = 201, lines = [], signal }: Attempt) {
  const { tempo, clock, calls, elapsed } = scriptedTempo({ stored: allWell, ...script });
  const probes = { checkout: well.checkout.probe, orders: well.orders.probe, catalog: well.catalog.probe };
  const answer = { status, body: '{}', sent: 0, answered: 1 };
  const ending = settleCheckout({
    limits: LIMITS,
    fetcher: createTraceFetcher(tempo, Object.values(probes)),
    probes,
    answers: { checkout: answer, orders: answer, catalog: answer },
    lines,
    signal: signal ?? new AbortController().signal,
    clock,
  });
  return { ending, calls, elapsed };
}

async function settled(given: Attempt) {
  const { ending, calls, elapsed } = await attempt(given);
  const seen = await ending;
  const { status, finding, stage } = judgeObservation({ ...seen, detachedRoots: [] }, passedCheckout);
  return { seen, after: elapsed(), calls, judgement: { status, finding, ...(stage && { stage }) } };
}

/** The newest stored span is seen at the next look, and an attempt ends at the look after its limit has passed. */
const nextLook = (time: number) => Math.ceil(time / LIMITS.lookEvery) * LIMITS.lookEvery;
const endAfter = (lastStored: number, limit: number) => nextLook(nextLook(lastStored) + limit);

describe('an attempt ends', () => {
  test('when everything is there and nothing came for 600 ms; no search is needed', async () => {
    const { seen, after, calls, judgement } = await settled({ script: {} });
    expect(after).toBe(endAfter(300, 600));
    expect(seen).toMatchObject({ settled: true });
    expect(seen.checkout.spans).toHaveLength(shop.length + 1);
    expect(judgement).toEqual({ status: 'pass', finding: 'pass' });
    expect(calls.filter((call) => call.endsWith('search'))).toEqual([]);
  });

  test('when a refused checkout has nothing more to say', async () => {
    const { seen, after, judgement } = await settled({
      script: { stored: [...at(0, own), ...at(100, direct)] },
      status: 500,
    });
    expect(after).toBe(endAfter(100, 600));
    expect(seen.settled).toBe(true);
    expect(judgement.finding).toBe('checkout-fails');
  });

  test('when something never comes and a search confirms that it is not stored', async () => {
    const { seen, after, calls, judgement } = await settled({
      script: { stored: lacking('payments-worker') },
    });
    expect(after).toBe(endAfter(300, 2600));
    expect(seen).toMatchObject({ settled: true });
    expect(seen.searchProblem).toBeUndefined();
    expect(judgement.status).toBe('pass');
    const searches = calls.filter((call) => call.endsWith('search')).map((call) => Number.parseInt(call, 10));
    expect(searches[0]).toBe(nextLook(1000));
    expect(searches.slice(1).every((time, index) => time - searches[index]! >= 250)).toBe(true);
  });

  test('later, when the search lags: what it confirmed too early does not count', async () => {
    const { seen, after } = await settled({
      script: { stored: lacking('payments-worker'), searchLag: 4000 },
    });
    expect(seen).toMatchObject({ settled: true });
    expect(after).toBeGreaterThan(endAfter(300, 2600));
    expect(after).toBeLessThan(4000 + 2 * LIMITS.searchEvery);
  });

  test('not before a late span has had its quiet', async () => {
    const [worker] = healthy.worker;
    const { seen, after } = await settled({
      script: { stored: [...lacking('payments-worker'), [200, wellDirect.orders[2]!], [2100, worker!]] },
    });
    expect(after).toBe(endAfter(2100, 600));
    expect(seen.settled).toBe(true);
    expect(seen.checkout.spans).toContain(worker);
  });

  test('at the deadline, inconclusive, when spans still come in', async () => {
    const trickle = Array.from({ length: 20 }, (_, index): StoredAt => {
      return [400 * index, span('orders', 'internal', `n${index}`, { parent: 'o' })];
    });
    const { seen, after, judgement } = await settled({
      script: { stored: [...lacking('payments-worker'), ...trickle] },
    });
    expect(after).toBe(nextLook(6000));
    expect(seen).toMatchObject({ settled: false });
    expect(seen.searchProblem).toBeUndefined();
    expect(judgement).toEqual({
      status: 'inconclusive',
      finding: 'not-settled',
      stage: 'tempo: everything is stored',
    });
  });

  test('at the deadline, as settled, when the last span has had its quiet by then', async () => {
    const [late, later] = [2800, 5300].map((time) => span('orders', 'internal', `n${time}`, { parent: 'o' }));
    const { seen, after } = await settled({
      script: { stored: [...lacking('payments-worker'), [2800, late!], [5300, later!]] },
    });
    expect(after).toBe(nextLook(6000));
    expect(seen).toMatchObject({ settled: true });
    expect(seen.checkout.spans).toContain(later);
  });
});

describe('the bench is at fault', () => {
  test('when a search answers and never finds what is stored', async () => {
    const { seen, after, judgement } = await settled({
      script: { stored: lacking('payments-worker'), searchLag: Number.POSITIVE_INFINITY },
    });
    expect(after).toBe(nextLook(6000));
    expect(seen.searchProblem).toBe(`it does not find trace ${well.checkout.probe.traceId}, which is stored`);
    expect(judgement).toEqual({
      status: 'broken',
      finding: 'bench-broken',
      stage: 'search: finds what is stored',
    });
  });

  test('when the search never answers', async () => {
    const { seen, judgement } = await settled({
      script: { stored: lacking('payments-worker'), searchAway: () => true },
    });
    expect(seen).toMatchObject({ settled: false, searchProblem: 'no answer within 2000 ms' });
    expect(judgement.stage).toBe('search: finds what is stored');
  });

  test('when Tempo is away all the time', async () => {
    const { seen, after, judgement } = await settled({ script: { away: () => true } });
    expect(after).toBe(nextLook(6000));
    expect(seen).toMatchObject({ settled: false, searchProblem: 'connection refused' });
    expect(judgement).toEqual({ status: 'broken', finding: 'bench-broken', stage: 'tempo: stores spans' });
  });

  test('but not when Tempo comes back in time', async () => {
    const { seen, after, judgement } = await settled({ script: { away: (now) => now < 2000 } });
    expect(after).toBe(endAfter(2000, 600));
    expect(seen.settled).toBe(true);
    expect(judgement.status).toBe('pass');
  });
});

describe('traces of their own are found', () => {
  const apart = span('orders', 'server', 'o', { trace: 'O' });
  const behind = [...healthy.orders, ...healthy.worker];
  const ordersApart = behind.map((one) => ({ ...one, traceId: apart.traceId }));
  delete ordersApart[0]!.parentSpanId;
  const split = [...lacking('orders'), ...at(200, wellDirect.orders.slice(0, 2)), ...at(300, [apart])];

  test('by a search, and then have their quiet too', async () => {
    const { seen, after } = await settled({ script: { stored: split } });
    expect(seen.checkout.spans).toContain(apart);
    // orders' CLIENT and PRODUCER spans never came, so that the attempt lacks something for good.
    expect(seen.settled).toBe(true);
    expect(after).toBeGreaterThanOrEqual(endAfter(300, 600));
  });

  test('by a log line, before any search', async () => {
    const line = (part: string, fields: object) =>
      ({ part, time: 0, text: '', fields }) as unknown as LogLine;
    const lines: LogLine[] = [];
    const { seen, calls } = await settled({
      script: {
        stored: [...allWell.filter(([, one]) => !behind.includes(one)), ...at(300, ordersApart)],
        at: [
          [
            160,
            () =>
              lines.push(
                line('orders', {
                  'bookstore.order.id': well.checkout.probe.orderId,
                  trace_id: apart.traceId,
                  span_id: apart.spanId,
                  trace_flags: '01',
                  msg: 'order received',
                }),
                line('catalog', { book: CHECKOUT_BOOK, msg: 'book looked up' }),
                line('catalog', { book: DIRECT_BOOK, msg: 'book looked up' }),
              ),
          ],
        ],
      },
      lines,
    });
    expect(seen.checkout.spans).toContain(ordersApart[0]);
    expect(seen.checkout.logs.map(({ service, traceId }) => [service, traceId])).toEqual([
      ['orders', apart.traceId],
      ['catalog', ''],
    ]);
    expect(seen.catalog.logs).toHaveLength(1);
    expect(calls.some((call) => call.endsWith('search'))).toBe(false);
  });

  test('and a log line is news: the quiet begins again with it', async () => {
    const lines: LogLine[] = [];
    const fields = { book: CHECKOUT_BOOK, msg: 'book looked up' };
    const { after } = await settled({
      script: {
        at: [[700, () => lines.push({ part: 'catalog', time: 0, text: '', fields } as unknown as LogLine)]],
      },
      lines,
    });
    expect(after).toBe(endAfter(700, 600));
  });
});

test('an abort ends the waiting at once, with its reason, and Tempo is asked nothing more', async () => {
  const controller = new AbortController();
  const { ending, calls, elapsed } = await attempt({
    script: {
      stored: lacking('payments-worker'),
      at: [[1500, () => controller.abort(new Error('the learner changed her mind'))]],
    },
    signal: controller.signal,
  });
  await expect(ending).rejects.toThrow('the learner changed her mind');
  expect(elapsed()).toBe(nextLook(1500));
  expect(calls.every((call) => Number.parseInt(call, 10) < 1500)).toBe(true);
});

test('what is seen is an observation that the labs’ judges take', async () => {
  const { seen } = await settled({ script: {} });
  const observation: Observation = { ...seen, detachedRoots: [] };
  expect(Object.keys(observation).toSorted()).toEqual(Object.keys(well).toSorted());
});
