import { describe, expect, test } from 'vitest';
import type { ProbeAnswer } from '#grading/experiments/checkout/probes/probe-answer.ts';
import {
  type CollectorWait,
  decideCollector,
  decideTraffic,
  type Sampled,
} from '#grading/experiments/traffic/decide-traffic.ts';
import { type PlannedRequest, planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import { logsOfRequests } from '#grading/experiments/traffic/request-logs.ts';
import { settleTraffic } from '#grading/experiments/traffic/settle-traffic.ts';
import { trafficLimits } from '#grading/experiments/traffic/traffic-limits.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { id, span } from '../../../../labs/bookstore-spans.ts';
import { type StoredAt, scriptedTempo } from '../checkout/settle/scripted-tempo.ts';

const LIMITS = trafficLimits(200);
const NOTHING = {} as CollectorCounters;
const never = new AbortController().signal;
const planned = planTraffic([{ label: 'one', count: 2, ids: 'anywhere' }]);
const [one, two] = planned as [PlannedRequest, PlannedRequest];
const CALLS: readonly Service[] = ['storefront', 'orders', 'payments-worker'];

/** A line of a service about a request, in the span of that service. */
function line(service: Service, { probe }: PlannedRequest, flags = '01'): LogLine {
  const ids = { trace_id: probe.traceId, span_id: id(service.slice(0, 8)), trace_flags: flags };
  const fields = { msg: 'order', 'bookstore.order.id': probe.orderId, ...ids };
  return { part: service, time: 1000, text: JSON.stringify(fields), fields };
}

/** The spans that those lines name, each under the one before. */
function spansOf({ probe }: PlannedRequest): Span[] {
  return CALLS.map((service, index) => {
    const made = span(service, index === 2 ? 'consumer' : 'server', service.slice(0, 8));
    const parent = index === 0 ? probe.spanId : id(CALLS[index - 1]!.slice(0, 8));
    return { ...made, traceId: probe.traceId, parentSpanId: parent };
  });
}

interface Attempt {
  planned?: readonly PlannedRequest[];
  lines?: LogLine[];
  stored?: StoredAt[];
  /** Lines that are written at a time. */
  later?: [at: number, ...lines: LogLine[]][];
  status?: number;
  collector?: {
    wait: CollectorWait<CollectorCounters>;
    after: number;
  };
  /** What a search finds at a time; where it is absent no search tells. */
  found?: (now: number) => string[];
  away?: (now: number) => boolean;
  signal?: AbortSignal;
  at?: [number, () => void][];
}

const linesOf = (requests: readonly PlannedRequest[]) =>
  requests.flatMap((request) => CALLS.map((service) => line(service, request)));
const allLines = linesOf(planned);
const allStored = planned.flatMap((request) => spansOf(request).map((made): StoredAt => [0, made]));

async function settled(given: Attempt = {}) {
  const { stored = allStored, later = [], status = 201, collector, found, signal = never } = given;
  const { at = [], away } = given;
  const sent = given.planned ?? planned;
  const lines = [...(given.lines ?? linesOf(sent))];
  const writing = later.map(([time, ...more]): [number, () => void] => [time, () => lines.push(...more)]);
  const script = scriptedTempo({
    stored,
    ...(away && { away }),
    at: [...writing, ...at].toSorted(([a], [b]) => a - b),
  });
  const answer: ProbeAnswer = { status, body: '', sent: 990, answered: 995 };
  const answers = new Map(sent.map((request) => [request, answer]));
  const phases: string[] = [];
  const seen = await settleTraffic({
    ...{ limits: LIMITS, planned: sent, answers, tempo: script.tempo, clock: script.clock, signal },
    logs: () => logsOfRequests(lines, sent, answers),
    progress: (phase) => phases.push(phase),
    stored: async () => found && new Set(found(script.elapsed())),
    ...(collector && {
      collector: {
        wait: collector.wait,
        counted: async () =>
          script.elapsed() < collector.after ? undefined : { grown: NOTHING, total: NOTHING },
      },
    }),
  });
  const looks = script.calls.map((call) => Number.parseInt(call, 10));
  return { ...seen, looks, after: script.elapsed() };
}

describe('many requests have settled', () => {
  test('when all were paid for and nothing was logged for three batches; each trace is fetched once', async () => {
    const { settled: all, decided, looks, after, spans } = await settled();
    expect({ all, decided }).toEqual({ all: true, decided: true });
    expect(looks).toHaveLength(2);
    expect(looks[0]).toBeGreaterThanOrEqual(LIMITS.quiet);
    expect(after).toBeLessThan(LIMITS.quiet + 200);
    expect(spans.get(one.probe.traceId)).toHaveLength(3);
  });

  test('not while a payment is under way', async () => {
    const lines = allLines.filter(({ part }) => part !== 'payments-worker');
    const paid = planned.map((request) => line('payments-worker', request));
    const { settled: all, looks } = await settled({ lines, later: [[4000, ...paid]] });
    expect(all).toBe(true);
    expect(looks[0]).toBeGreaterThanOrEqual(4000 + LIMITS.quiet);
  });

  test('when a payment is lost: the log stays quiet for longer than the slowest takes', async () => {
    const lines = allLines.filter(({ part }) => part !== 'payments-worker');
    const stored = allStored.filter(([, made]) => made.service !== 'payments-worker');
    const { settled: all, looks, after } = await settled({ lines, stored });
    expect(all).toBe(true);
    expect(looks[0]).toBeGreaterThanOrEqual(LIMITS.lost);
    expect(after).toBeLessThan(LIMITS.lost + 200);
  });

  test('at once when all were refused', async () => {
    const { settled: all, after } = await settled({ lines: [], stored: [], status: 503 });
    expect({ all, soon: after < LIMITS.quiet + 200 }).toEqual({ all: true, soon: true });
  });

  test('not by lines that never end: at the deadline it is said', async () => {
    const again = Array.from({ length: 60 }, (_, index): [number, LogLine] => [
      index * 400,
      line('payments-worker', one),
    ]);
    const { settled: all, looks } = await settled({ later: again });
    expect(all).toBe(false);
    expect(looks[0]).toBeGreaterThanOrEqual(LIMITS.deadline);
    expect(looks[0]).toBeLessThan(LIMITS.deadline + 200);
  });
});

describe('a span that a service logged and that is not stored', () => {
  const lacking = allStored.filter(
    ([, made]) => made.service !== 'orders' || made.traceId !== one.probe.traceId,
  );
  const missing = spansOf(one)[1]!;

  test('is asked for again, of that request alone', async () => {
    const { looks, spans } = await settled({ stored: [...lacking, [2000, missing]] });
    expect(spans.get(one.probe.traceId)).toHaveLength(3);
    // Both once, then the one, ever more seldom.
    expect(looks.length).toBeGreaterThan(3);
    expect(looks.length).toBeLessThan(8);
  });

  test('is not waited for longer than the slowest exporter waits', async () => {
    const { spans, after } = await settled({ stored: lacking });
    expect(spans.get(one.probe.traceId)).toHaveLength(2);
    expect(after).toBeLessThan(LIMITS.quiet + LIMITS.late + 200);
    expect(after).toBeGreaterThanOrEqual(LIMITS.late);
  });

  test('is not waited for where its service says that it is not sampled', async () => {
    const lines = planned.flatMap((request) => CALLS.map((service) => line(service, request, '00')));
    const { looks } = await settled({ lines, stored: [] });
    expect(looks).toHaveLength(2);
  });
});

describe('one search first', () => {
  const many = planTraffic([{ label: 'many', count: 12, ids: 'anywhere' }]);
  const [kept] = many as [PlannedRequest];
  const found = () => [kept.probe.traceId];
  const unsampled = many.flatMap((request) =>
    CALLS.map((service) => line(service, request, request === kept ? '01' : '00')),
  );
  const ofKept = spansOf(kept).map((made): StoredAt => [0, made]);

  test('spares the look-ups of traces of which nothing is stored', async () => {
    const { looks, spans } = await settled({ planned: many, lines: unsampled, stored: ofKept, found });
    expect(looks).toHaveLength(1);
    expect([...spans.values()].map((held) => held.length).toSorted()).toEqual([...Array(11).fill(0), 3]);
  });

  test('is not believed where a service logged a sampled span: its trace is asked for by its id', async () => {
    const stored = [...ofKept, ...spansOf(many[1]!).map((made): StoredAt => [1500, made])];
    const { spans } = await settled({ planned: many, stored, found });
    expect(spans.get(many[1]!.probe.traceId)).toHaveLength(3);
  });

  test('leaves the few of a group to be looked up by their ids', async () => {
    const { looks } = await settled({ lines: [], stored: [], status: 503, found: () => [] });
    expect(looks).toHaveLength(2);
  });

  test('that cannot tell leaves all to be looked up', async () => {
    const { looks } = await settled({ planned: many, lines: unsampled, stored: ofKept });
    expect(looks).toHaveLength(12);
  });
});

describe('a Collector that decides what is kept', () => {
  const wait = { undecided: () => 0, chosen: () => 0, handedOn: () => '', atLeast: 4000, atMost: 15_000 };

  test('is waited for before the traces are fetched, and its exporter after it', async () => {
    const { decided, looks } = await settled({ stored: [], collector: { wait, after: 6000 } });
    expect(decided).toBe(true);
    // What it drops never comes: no trace is asked for again.
    expect(looks).toHaveLength(2);
    expect(looks[0]).toBeGreaterThanOrEqual(7000);
    expect(looks[0]).toBeLessThan(8500);
  });

  test('keeps whole traces: one of which a part is stored is asked for again, and one of which nothing is is not', async () => {
    const [first, ...others] = spansOf(one);
    const stored: StoredAt[] = [[0, first!], ...others.map((made): StoredAt => [5600, made])];
    const { looks, spans } = await settled({ stored, collector: { wait, after: 4000 } });
    expect(spans.get(one.probe.traceId)).toHaveLength(3);
    expect(looks.length).toBeGreaterThan(2);
    expect(spans.get(two.probe.traceId)).toEqual([]);
  });

  test('is not believed at once: a counter that did not grow yet says nothing', async () => {
    const { looks } = await settled({ collector: { wait, after: 0 } });
    expect(looks[0]).toBeGreaterThanOrEqual(4000);
  });

  test('is waited for until its exporters have handed on what it keeps', async () => {
    const counts: number[] = [];
    const busy = { ...wait, handedOn: () => String(Math.min(6, counts.push(0))) };
    const { looks } = await settled({ stored: [], collector: { wait: busy, after: 0 } });
    // Five more counts at half a second, and a second without news.
    expect(looks[0]).toBeGreaterThanOrEqual(4000 + 2500 + 1000);
    const never = { ...wait, handedOn: () => String(counts.push(0)) };
    const { looks: last } = await settled({ stored: [], collector: { wait: never, after: 0 } });
    expect(last[0]).toBeLessThan(4000 + 6000 + 1000);
  });

  test('chose more than is stored: what is on its way is asked for again, and not for ever', async () => {
    const of: number[] = [];
    const more = { ...wait, chosen: (seen: Sampled) => 2 * of[of.push(seen.requests.length) - 1]! };
    const stored = planned.flatMap((request) => spansOf(request).map((made): StoredAt => [8500, made]));
    const { spans } = await settled({ stored, collector: { wait: more, after: 0 } });
    expect(spans.get(one.probe.traceId)).toHaveLength(3);
    expect(of).toEqual([planned.length]);
    const { after } = await settled({ stored: [], collector: { wait: more, after: 0 } });
    expect(after).toBeLessThan(4000 + 1000 + 6000 + 1000);
  });

  test('is not waited for for ever', async () => {
    const never = { ...wait, undecided: () => 1 };
    const { decided, looks } = await settled({ collector: { wait: never, after: 0 } });
    expect(decided).toBe(false);
    expect(looks[0]).toBeGreaterThanOrEqual(15_000);
    expect(looks[0]).toBeLessThan(16_000);
  });
});

test('a look-up that Tempo did not answer is repeated; where none is answered its words are kept', async () => {
  const away = (now: number) => now < 1500;
  const { spans, problem } = await settled({ away });
  expect([spans.size, problem]).toEqual([2, undefined]);
  expect(await settled({ away: () => true })).toMatchObject({ problem: 'connection refused' });
});

test('it ends when the check is cancelled', async () => {
  const cancelled = new AbortController();
  const at: [number, () => void][] = [[300, () => cancelled.abort(new Error('cancelled'))]];
  await expect(settled({ signal: cancelled.signal, at })).rejects.toThrow('cancelled');
});

test.each([
  ['all logged and quiet', { quietFor: 600, allLogged: true }, 'fetch'],
  ['all logged, not quiet', { quietFor: 599, allLogged: true }, 'wait'],
  ['quiet, not all logged', { quietFor: 6499 }, 'wait'],
  ['quiet for long, not all logged', { quietFor: 6500 }, 'fetch'],
  ['at the deadline', { now: 20_000 }, 'give-up'],
] as const)('%s', (_, progress, decision) => {
  expect(decideTraffic({ now: 0, quietFor: 0, allLogged: false, ...progress }, LIMITS)).toBe(decision);
});

test('a Collector whose counters do not answer is undecided at last', () => {
  const wait = { undecided: () => 0, chosen: () => 0, handedOn: () => '', atLeast: 0, atMost: 10 };
  expect(decideCollector(wait, { now: 9, counted: undefined })).toBe('wait');
  expect(decideCollector(wait, { now: 10, counted: undefined })).toBe('undecided');
});

test('a request that brought no trace id has the one in which the first service logged it', () => {
  const [free] = planTraffic([{ label: 'free', count: 1, ids: 'none' }]) as [PlannedRequest];
  const traceId = two.probe.traceId;
  const lines = CALLS.toReversed().map((service) => {
    const made = line(service, { ...free, probe: { ...free.probe, traceId } });
    return { ...made, time: service === 'payments-worker' ? 1050 : 1000 };
  });
  const lookUp = { trace_id: traceId, trace_flags: '01', span_id: 'x', msg: 'looked up', book: 'b-100' };
  const catalog: LogLine = { part: 'catalog', time: 1001, text: '', fields: lookUp };
  const answer = { status: 201, body: '', sent: 990, answered: 995 };
  const found = logsOfRequests([...lines, catalog], [free], new Map([[free, answer]])).get(free);
  expect(found).toMatchObject({ traceId, lines: 4, lastLine: 60 });
  expect(found!.logs.map(({ service }) => service)).toEqual([
    ...['storefront', 'catalog', 'orders', 'payments-worker'],
  ]);
});
