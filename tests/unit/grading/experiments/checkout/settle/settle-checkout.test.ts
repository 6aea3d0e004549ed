import { describe, expect, test } from 'vitest';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import type { PlannedProbe, ProbePlan } from '#grading/experiments/checkout/probes/plan-probes.ts';
import type { Probe } from '#grading/experiments/checkout/probes/probe.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';
import { settleCheckout } from '#grading/experiments/checkout/settle/settle-checkout.ts';
import { settleLimits } from '#grading/experiments/checkout/settle/settle-limits.ts';
import { createTraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import { firstFinding } from '#grading/first-finding.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { judgeObservation } from '../../../../../judge-observation.ts';
import { healthy, id, observed, span, trace, wellDirect } from '../../../../../labs/bookstore-spans.ts';
import { type StoredAt, scriptedTempo } from './scripted-tempo.ts';

const LIMITS = settleLimits(200);
const anyCheckout = firstFinding([], passedCheckout);
const well = observed();
const [first] = well.checkouts;
const own = [first!, well.orders, well.catalog].map(({ spans }) => spans[0]!);
const direct = [...wellDirect.orders, ...wellDirect.catalog];
const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];
const at = (time: number, spans: readonly Span[]): StoredAt[] => spans.map((one) => [time, one]);
/** Everything a healthy checkout leaves behind, stored by 300 ms. */
const allWell: StoredAt[] = [...at(0, own), ...at(200, direct), ...at(300, shop)];
const lacking = (service: string): StoredAt[] => allWell.filter(([, one]) => one.service !== service);

const planned = (probe: Probe, to: PlannedProbe['to'], label: string): PlannedProbe => ({
  ...{ probe, to, label, book: to === 'storefront' ? 'b-100' : 'b-200' },
  ...{ card: '', after: 0 },
});
const NOT_RECORDED: Probe = {
  traceId: trace('N'),
  spanId: id('NP'),
  orderId: 'unrecorded',
  header: '00-..-00',
};
/** One checkout, the one that is not recorded, and a request straight to each service. */
const plan = (...more: PlannedProbe[]): ProbePlan => ({
  checkouts: [planned(first!.probe, 'storefront', 'b-100'), ...more],
  unsampled: planned(NOT_RECORDED, 'storefront', 'flag 00'),
  orders: planned(well.orders.probe, 'orders', 'straight to orders'),
  catalog: planned(well.catalog.probe, 'catalog', 'straight to catalog'),
});

interface Attempt {
  script: Partial<Parameters<typeof scriptedTempo>[0]>;
  status?: number;
  lines?: LogLine[];
  plan?: ProbePlan;
  /** Probes that are answered half a second after the others. */
  slow?: readonly Probe[];
  signal?: AbortSignal;
}

/** Lets an attempt settle against a scripted Tempo; gives what was seen, and when it ended. */
async function attempt({ script, status = 201, lines = [], signal, plan: all = plan(), slow = [] }: Attempt) {
  const { tempo, clock, calls, elapsed } = scriptedTempo({ stored: allWell, ...script });
  const answer = { status, body: '{}', sent: 0, answered: 1 };
  const probes = [...all.checkouts, all.unsampled, all.orders, all.catalog].map(({ probe }) => probe);
  const stored = probes.filter((probe) => probe !== all.unsampled.probe);
  const ending = settleCheckout({
    limits: LIMITS,
    fetcher: createTraceFetcher(tempo, stored, [all.unsampled.probe]),
    plan: all,
    answers: new Map(
      probes.map((probe) => [probe, slow.includes(probe) ? { ...answer, answered: 501 } : answer]),
    ),
    lines,
    signal: signal ?? new AbortController().signal,
    clock,
  });
  return { ending, calls, elapsed };
}

async function settled(given: Attempt) {
  const { ending, calls, elapsed } = await attempt(given);
  const seen = await ending;
  const { status, finding, stage } = judgeObservation({ ...seen, detachedRoots: [] }, anyCheckout);
  return { seen, after: elapsed(), calls, judgement: { status, finding, ...(stage && { stage }) } };
}

/** The newest stored span is seen at the next look, and an attempt ends at the look after its limit has passed. */
const nextLook = (time: number) => Math.ceil(time / LIMITS.lookEvery) * LIMITS.lookEvery;
/** Tempo is first asked when the log was quiet for long enough, and from then on every 240 ms. */
const FIRST = nextLook(LIMITS.quiet);
const nextFetch = (time: number) =>
  FIRST + LIMITS.fetchEvery * Math.max(0, Math.ceil((time - FIRST) / LIMITS.fetchEvery));
/** What the first fetch finds is no news; what a later one finds is. */
const endAfter = (lastStored: number, limit: number) =>
  nextLook((lastStored <= FIRST ? 0 : nextFetch(lastStored)) + limit);

describe('an attempt ends', () => {
  test('when everything is there and nothing came for 600 ms; no search is needed', async () => {
    const { seen, after, calls, judgement } = await settled({ script: {} });
    expect(after).toBe(endAfter(300, 600));
    expect(seen).toMatchObject({ settled: true });
    expect(seen.checkouts[0]!.spans).toHaveLength(shop.length + 1);
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
    expect(seen.checkouts[0]!.spans).toContain(worker);
  });

  test('at the deadline, inconclusive, when spans still come in', async () => {
    const trickle = Array.from({ length: 25 }, (_, index): StoredAt => {
      return [400 * index, span('orders', 'internal', `n${index}`, { parent: 'o' })];
    });
    const { seen, after, judgement } = await settled({
      script: { stored: [...lacking('payments-worker'), ...trickle] },
    });
    expect(after).toBe(nextLook(LIMITS.deadline));
    expect(seen).toMatchObject({ settled: false });
    expect(seen.searchProblem).toBeUndefined();
    expect(judgement).toEqual({
      status: 'inconclusive',
      finding: 'not-settled',
      stage: 'tempo: everything is stored',
    });
  });

  test('at the deadline, as settled, when the last span has had its quiet by then', async () => {
    const [late, later, last] = [2200, 4500, 6800].map((time) =>
      span('orders', 'internal', `n${time}`, { parent: 'o' }),
    );
    const { seen, after } = await settled({
      script: { stored: [...lacking('payments-worker'), [2200, late!], [4500, later!], [6800, last!]] },
    });
    expect(after).toBe(nextLook(LIMITS.deadline));
    expect(seen).toMatchObject({ settled: true });
    expect(seen.checkouts[0]!.spans).toContain(last);
  });
});

describe('the bench is at fault', () => {
  test('when a search answers and never finds what is stored', async () => {
    const { seen, after, judgement } = await settled({
      script: { stored: lacking('payments-worker'), searchLag: Number.POSITIVE_INFINITY },
    });
    expect(after).toBe(nextLook(LIMITS.deadline));
    expect(seen.searchProblem).toBe(`it does not find trace ${first!.probe.traceId}, which is stored`);
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
    expect(after).toBe(nextLook(LIMITS.deadline));
    expect(seen).toMatchObject({ settled: false, searchProblem: 'connection refused' });
    expect(judgement).toEqual({ status: 'broken', finding: 'bench-broken', stage: 'tempo: stores spans' });
  });

  test('when a trace cannot be looked at until the end, though the search finds it; nothing is called lost', async () => {
    const unread = (_: number, traceId: string) => traceId === well.orders.probe.traceId;
    const { seen, after } = await settled({ script: { unread } });
    expect(after).toBeGreaterThan(LIMITS.late);
    const judgement = judgeObservation({ ...seen, detachedRoots: [] }, anyCheckout);
    expect([judgement.stage, judgement.values!['reason']]).toEqual([
      'tempo: stores spans',
      'it was asked for a trace of this check again and again, and the last time said: no answer within 2000 ms',
    ]);
  });

  test('but not when a trace that could not be looked at is there in the end, that of flag 00 too', async () => {
    for (const { traceId } of [well.orders.probe, NOT_RECORDED]) {
      const { seen, judgement } = await settled({
        script: { unread: (now, one) => one === traceId && now < 4000 },
      });
      expect(seen.unread).toBeUndefined();
      expect(judgement.status).toBe('pass');
    }
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
    expect(seen.checkouts[0]!.spans).toContain(apart);
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
                  'bookstore.order.id': first!.probe.orderId,
                  trace_id: apart.traceId,
                  span_id: apart.spanId,
                  trace_flags: '01',
                  msg: 'order received',
                }),
                line('catalog', { book: 'b-100', msg: 'book looked up' }),
                line('catalog', { book: 'b-200', msg: 'book looked up' }),
              ),
          ],
        ],
      },
      lines,
    });
    expect(seen.checkouts[0]!.spans).toContain(ordersApart[0]);
    expect(seen.checkouts[0]!.logs.map(({ service, traceId }) => [service, traceId])).toEqual([
      ['orders', apart.traceId],
      ['catalog', ''],
    ]);
    expect(seen.catalog.logs).toHaveLength(1);
    expect(calls.some((call) => call.endsWith('search'))).toBe(false);
  });

  test('and a log line is news: the quiet begins again with it', async () => {
    const lines: LogLine[] = [];
    const fields = { book: 'b-100', msg: 'book looked up' };
    const { after } = await settled({
      script: {
        at: [[500, () => lines.push({ part: 'catalog', time: 0, text: '', fields } as unknown as LogLine)]],
      },
      lines,
    });
    expect(after).toBe(nextLook(nextLook(500) + 600));
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

describe('of several checkouts', () => {
  const second: Probe = { traceId: trace('U'), spanId: id('UP'), orderId: 'second', header: '' };
  const moved = (one: Span, order = 'second'): Span => ({
    ...one,
    traceId: second.traceId,
    attributes: one.attributes['bookstore.order.id']
      ? { ...one.attributes, 'bookstore.order.id': order }
      : one.attributes,
  });
  const ownSecond = { ...moved(own[0]!), spanId: second.spanId };
  const ofSecond = shop.map((one) => ({
    ...moved(one),
    ...(one.parentSpanId === first!.probe.spanId && { parentSpanId: second.spanId }),
  }));
  const two = plan(planned(second, 'storefront', 'b-900'));
  const both: StoredAt[] = [...allWell, ...at(0, [ownSecond]), ...at(900, ofSecond)];

  test('the slowest decides when they have settled, and the others are left alone meanwhile', async () => {
    const { seen, after, calls } = await settled({ script: { stored: both }, plan: two });
    expect(after).toBe(endAfter(900, 600));
    expect(seen.settled).toBe(true);
    const at = (time: number) => calls.filter((call) => call === `${time} byId`).length;
    expect([at(FIRST), at(FIRST + LIMITS.fetchEvery)]).toEqual([5, 1]);
  });

  test('those that were answered earlier are fetched earlier, and once', async () => {
    const others = allWell.map(([, one]) => one);
    const script = { stored: [...at(100, [...others, ownSecond]), ...at(300, ofSecond)] };
    const { after, calls } = await settled({ script, plan: two, slow: [second] });
    expect(after).toBe(FIRST);
    const looks = Map.groupBy(calls, (call) => Number.parseInt(call, 10));
    expect([...looks].map(([time, all]) => [time, all.length])).toEqual([
      [nextLook(100), 4],
      [FIRST, 2],
    ]);
  });

  test('those that left the same behind are put together', async () => {
    const { seen } = await settled({ script: { stored: both }, plan: two });
    expect(seen.checkouts.map(({ labels }) => labels)).toEqual([['b-100', 'b-900']]);
  });

  test('one that lacks a span is told from the others, and waited for until a search confirms it', async () => {
    const stored = both.filter(([, one]) => one.traceId !== second.traceId || one.service !== 'catalog');
    const { seen, after } = await settled({ script: { stored }, plan: two });
    expect(after).toBe(endAfter(900, 2600));
    expect(seen.checkouts.map(({ labels }) => labels)).toEqual([['b-100'], ['b-900']]);
  });

  test('one under which another’s order hangs keeps to itself what is not of its own', async () => {
    const strayed = { ...moved(healthy.orders[0]!), traceId: first!.probe.traceId, spanId: id('stray') };
    const stored = both.filter(([, one]) => one.traceId !== second.traceId || one.service !== 'orders');
    const { seen } = await settled({ script: { stored: [...stored, [300, strayed]] }, plan: two });
    const ofTwo = seen.checkouts.find(({ labels }) => labels.includes('b-900'))!;
    expect(ofTwo.spans).toContain(strayed);
    // The other checkout's trace, only as far as it leads to the strayed order.
    expect(
      ofTwo.spans.filter(({ traceId }) => traceId === first!.probe.traceId).map(({ spanId }) => spanId),
    ).toEqual([id('P'), id('s'), id('c2'), id('stray')]);
  });
});

describe('a service whose spans may only be late', () => {
  const [worker] = healthy.worker;
  const line = (error?: string) =>
    ({
      ...{ part: 'payments-worker', time: 0, text: '' },
      fields: {
        ...{ 'bookstore.order.id': first!.probe.orderId, trace_id: worker!.traceId, span_id: worker!.spanId },
        ...{ trace_flags: '01', msg: 'payment received', ...(error && { error }) },
      },
    }) as unknown as LogLine;

  test('is waited for as long as an exporter may wait, and counts when it comes', async () => {
    const { seen, after } = await settled({
      script: { stored: [...lacking('payments-worker'), [200, wellDirect.orders[2]!], [5400, worker!]] },
      lines: [line()],
    });
    expect(seen.checkouts[0]!.spans).toContain(worker);
    expect(after).toBeGreaterThanOrEqual(5400 + LIMITS.quiet);
    expect(after).toBeLessThan(5400 + LIMITS.quiet + 2 * LIMITS.fetchEvery);
  });

  test('is given up after that', async () => {
    const { seen, after } = await settled({
      script: { stored: [...lacking('payments-worker'), [200, wellDirect.orders[2]!]] },
      lines: [line()],
    });
    expect(seen.settled).toBe(true);
    expect(after).toBe(nextLook(LIMITS.late));
  });

  test('is not waited for when its exporter says that it fails', async () => {
    const { after } = await settled({
      script: { stored: [...lacking('payments-worker'), [200, wellDirect.orders[2]!]] },
      lines: [line('traces export: connection refused')],
    });
    expect(after).toBe(endAfter(300, 2600));
  });
});

test('a request with flag 00 is not waited for, and what it leaves all the same is seen', async () => {
  const recorded = { ...span('storefront', 'server', 'n', { order: 'unrecorded' }), traceId: trace('N') };
  const { seen, after } = await settled({ script: { stored: [...allWell, [200, recorded]] } });
  expect(seen.unsampled!.spans).toEqual([recorded]);
  expect(after).toBe(endAfter(300, 600));
});

test('what is seen is an observation that the labs’ judges take', async () => {
  const { seen } = await settled({ script: {} });
  const observation: Observation = { ...seen, detachedRoots: [] };
  expect(Object.keys(observation).toSorted()).toEqual([...Object.keys(well), 'unsampled'].toSorted());
});
