import { describe, expect, test } from 'vitest';
import type { KeyedLog } from '#grading/experiments/checkout/probes/probe-result.ts';
import { joined } from '#grading/experiments/traffic/further-wave.ts';
import { keptTraffic } from '#grading/experiments/traffic/observation.ts';
import { planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import { requestsOf, type Traffic } from '#grading/experiments/traffic/seen.ts';
import { summarize } from '#grading/experiments/traffic/summarize.ts';
import { traffic } from '#grading/experiments/traffic/traffic.ts';
import { mayBeLate, whatIsStored } from '#grading/experiments/traffic/what-is-stored.ts';
import type { Service } from '#system/part-names.ts';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { healthy, id, log, span } from '../../../../labs/bookstore-spans.ts';

const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];
const logs = (['storefront', 'catalog', 'orders', 'payments-worker'] as const).map((one) => log(one, 'T'));
const storedOf = (spans: readonly Span[]) => {
  const { outcome, missing, orphans } = whatIsStored(spans, logs, id('P'));
  return { outcome, missing, orphans };
};

describe('what is stored of a request', () => {
  test('is whole where every service that logged it has a span there', () => {
    expect(whatIsStored(shop, logs, id('P'))).toEqual({
      ...{ outcome: 'whole', spans: shop.length, missing: [], orphans: 0 },
      services: ['storefront', 'catalog', 'orders', 'payments-worker'],
    });
  });

  test('is nothing where only Spanwise’s own span is there', () => {
    const own = span('spanwise', 'client', 'P');
    expect(storedOf([own]).outcome).toBe('none');
    expect(storedOf([own, ...shop]).outcome).toBe('whole');
  });

  test('has holes where a service is missing, or a parent', () => {
    const holes = (without: string) => storedOf(shop.filter(({ service }) => service !== without));
    expect(holes('payments-worker')).toEqual({ outcome: 'holes', missing: ['payments-worker'], orphans: 0 });
    expect(holes('storefront').orphans).toBeGreaterThan(0);
    expect(storedOf(shop.filter(({ spanId }) => spanId !== id('o')))).toMatchObject({
      ...{ outcome: 'holes', missing: [] },
    });
  });

  test('may be late where a sampled line names a span that is not there', () => {
    const named = (sampled: boolean): KeyedLog[] => [{ ...log('orders', 'T', 'gone'), sampled }];
    expect(mayBeLate(shop, named(true))).toBe(true);
    expect(mayBeLate(shop, named(false))).toBe(false);
    expect(mayBeLate(shop, [log('orders', 'T', 'o')])).toBe(false);
  });
});

const groups = [
  { label: 'free', count: 40, ids: 'none' },
  { label: 'unknown book', count: 4, ids: 'high', refused: true },
] as const;
const planned = planTraffic(groups);
const accepted = { status: 201, body: '{}', sent: 10, answered: 20 };

function seenWith(change: Partial<Traffic> = {}): Traffic {
  const answers = new Map(
    planned.map((request) => [
      request,
      request.group.label === 'free' ? accepted : { ...accepted, status: 404 },
    ]),
  );
  const traceOf = (index: number) => planned[index]!.probe.traceId || index.toString(16).padStart(32, 'a');
  const own = (index: number) => ({ traceId: traceOf(index), logs, lines: 4, lastLine: 30 });
  const spans = planned.map((_, index): [string, readonly Span[]] => [
    traceOf(index),
    shop.map((one) => ({ ...one, traceId: traceOf(index) })),
  ]);
  return {
    ...summarize(planned, answers, {
      logs: new Map(planned.map((request, index) => [request, own(index)])),
      spans: new Map(spans),
    }),
    ...{ decided: true, settled: true, control: { stored: true }, complaints: [], exportErrors: {} },
    ...change,
  };
}

describe('what was seen of many requests', () => {
  const seen = seenWith({
    complaints: [
      ...[{ part: 'orders' as const, time: 1, text: '{"level":"ERROR"}', fields: { level: 'ERROR' } }],
      { part: 'catalog', time: 2, text: 'panic: no JSON' },
    ],
    exportErrors: { orders: 'traces export: refused' },
    unreached: { service: 'orders', error: 'dial tcp' },
  });

  test('keeps whole traces of a few of each kind', () => {
    expect(seen.requests).toHaveLength(44);
    expect(requestsOf(seen, 'unknown book').map(({ answer }) => answer.status)).toEqual([404, 404, 404, 404]);
    // Two kinds, and both are whole.
    expect(seen.samples).toHaveLength(4);
  });

  test('is the same after it was kept in a file, but for what nobody asks for', () => {
    const kept = JSON.parse(JSON.stringify(keptTraffic.fold(seen))) as unknown;
    const requests = seen.requests.map((one) => ({
      ...one,
      answer: { ...one.answer, body: one.answer.status === 201 ? '' : one.answer.body },
      logs: one.logs.map((log) => ({ ...log, spanId: '' })),
    }));
    expect(keptTraffic.unfold(kept)).toEqual({ ...seen, requests });
  });

  test('keeps of a line what is not as in most others', () => {
    const [first, ...others] = seen.requests;
    const odd = { ...first!.logs[2]!, sampled: undefined, traceId: id('other'), message: 'order refused' };
    const changed = { ...first!, logs: first!.logs.with(2, odd) };
    const kept = JSON.parse(JSON.stringify(keptTraffic.fold({ ...seen, requests: [changed, ...others] })));
    expect(kept.requests[0].logs[2]).toEqual({
      ...{ service: 'orders', traceId: id('other'), message: 'order refused' },
    });
    expect(keptTraffic.unfold(kept).requests[0]!.logs[2]).toEqual({ ...odd, spanId: '' });
    const flagged = {
      ...first!,
      probe: { ...first!.probe, spanId: id('P'), header: `00-${first!.probe.traceId}-${id('P')}-01` },
    };
    const borrowing = { ...flagged, logs: [{ ...first!.logs[0]!, spanId: id('P') }] };
    const again = keptTraffic.unfold(
      JSON.parse(JSON.stringify(keptTraffic.fold({ ...seen, requests: [borrowing] }))),
    );
    expect(again.requests[0]!.logs[0]!.spanId).toBe(id('P'));
  });
});

describe('nothing is said of the learner’s work', () => {
  const { trouble } = traffic({ groups });
  const said = (change: Partial<Traffic>, judge = trouble) => {
    const found = judge(seenWith(change));
    return found && [found.status, found.finding, found.stage];
  };
  const changed = (count: number, more: object) => {
    const { requests } = seenWith();
    const free = requests.filter(({ label }) => label === 'free').slice(0, count);
    return { requests: requests.map((one) => (free.includes(one) ? { ...one, ...more } : one)) };
  };

  test('unless everything went through', () => expect(said({})).toBeUndefined());

  test('when the store lost the control, or stopped to answer', () => {
    expect(said({ control: { stored: false } })).toEqual(['broken', 'bench-broken', 'tempo: stores spans']);
    const problem = 'connection refused';
    expect(said({ control: { stored: true, problem } })).toEqual([
      'broken',
      'bench-broken',
      'tempo: answers',
    ]);
  });

  test('when a service does not reach the Collector, unless the Collector is the exercise', () => {
    const unreached = { service: 'orders' as Service, error: 'dial tcp' };
    expect(said({ unreached })?.[0]).toBe('broken');
    expect(said({ unreached }, traffic({ groups, exhibits: ['collector'] }).trouble)).toBeUndefined();
  });

  test('when more than one in twenty was refused; that one is no order does not count', () => {
    expect(said(changed(2, { answer: { ...accepted, status: 500 } }))).toBeUndefined();
    expect(said(changed(3, { answer: { ...accepted, status: 500 } }))).toEqual([
      ...['fail', 'checkout-fails', 'storefront: answers'],
    ]);
  });

  test('when more than one in twenty was never paid for, or the log did not become quiet', () => {
    expect(said(changed(2, { logs: [] }))).toBeUndefined();
    expect(said(changed(3, { logs: [] }))?.slice(0, 2)).toEqual(['inconclusive', 'not-settled']);
    expect(said({ settled: false })?.slice(0, 2)).toEqual(['inconclusive', 'not-settled']);
  });
});

test('a further wave is judged as if both had been one', () => {
  const counted = (met: number) => ({ met: [{ labels: {}, count: met }] }) as unknown as CollectorCounters;
  const first = seenWith({ collector: counted(44), decided: false, exportErrors: { orders: 'refused' } });
  const second = seenWith({ collector: counted(40), control: { stored: true, problem: 'no answer' } });
  const both = joined(first, second);
  expect(both.requests).toHaveLength(88);
  expect(totalOf(both.collector!.met)).toBe(84);
  expect(both).toMatchObject({
    ...{ decided: false, settled: true, exportErrors: { orders: 'refused' } },
    control: { stored: true, problem: 'no answer' },
  });
  const { collector: _, ...silent } = second;
  expect(joined(first, silent).collector).toBeUndefined();
});

test('a check may take longer the more it sends and waits for', () => {
  const few = traffic({ groups }).limit!;
  const many = traffic({ groups: [{ label: 'free', count: 1000, ids: 'none' }] }).limit!;
  const collector = {
    undecided: () => 0,
    chosen: () => 0,
    handedOn: () => '',
    atLeast: 4000,
    atMost: 15_000,
  };
  expect(many).toBeGreaterThan(few);
  expect(traffic({ groups, collector }).limit).toBe(few + 2 * 15_000);
  const further = { groups: [{ label: 'more', count: 1, ids: 'none' }] as const, needed: () => true };
  expect(traffic({ groups, collector, further }).limit).toBeGreaterThan(few + 4 * 15_000);
});
