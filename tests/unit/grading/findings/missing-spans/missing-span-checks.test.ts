import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { STAGES, type Stage, stageOf } from '#grading/bench-faults/stages.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import type { Observation, ProbeResult } from '#grading/experiments/checkout/probes/probe-result.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { firstFinding } from '#grading/first-finding.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { CollectorCounts } from '#telemetry/clients/collector-metrics.ts';
import { judgeObservation } from '../../../../judge-observation.ts';
import { healthy, id, log, observed, span, trace } from '../../../../labs/bookstore-spans.ts';
import { places, readObservation } from '../../../observations.ts';

type Change = (seen: Observation) => Observation;
const texts = await loadFindings(places.labs, 'split-trace');
const judge = (seen: Observation): Judgement =>
  judgeObservation(seen, firstFinding(missingSpanChecks, passedCheckout));

const onCheckout =
  (change: (checkout: ProbeResult) => Partial<ProbeResult>): Change =>
  (seen) => ({ ...seen, checkouts: seen.checkouts.map((one) => ({ ...one, ...change(one) })) });
const logsOfOrders = (change: object): Change =>
  onCheckout(({ logs }) => ({
    logs: logs.map((one) => (one.service === 'orders' ? { ...one, ...change } : one)),
  }));
const counted =
  (counts: Partial<CollectorCounts>): Change =>
  (seen) => ({
    ...seen,
    collector: { accepted: 0, refused: 0, sent: 0, failed: 0, sampledOut: 0, ...seen.collector, ...counts },
  });
const withoutSpans: Change = onCheckout(({ spans }) => ({
  spans: spans.filter(({ service }) => service !== 'orders' && service !== 'payments-worker'),
}));
const keyless = span('orders', 'server', 'o', { parent: 'c2', order: '' });

// One fault for each stage of a service, the first stage first: its finding, whose stage it is, and what makes it fail.
const stages: [stage: Stage, finding: string, whose: string, change: Change][] = [
  [
    'answers',
    'checkout-fails',
    'storefront',
    onCheckout(({ answer }) => ({ answer: { ...answer, status: 500 } })),
  ],
  [
    'the order reaches it',
    'call-missing',
    'orders',
    onCheckout(({ logs }) => ({ logs: logs.filter(({ service }) => service !== 'orders') })),
  ],
  [
    'its log lines name a trace',
    'exporter-dead',
    'orders',
    logsOfOrders({ traceId: '', spanId: '', sampled: undefined }),
  ],
  ['its trace is sampled', 'sampled-away', 'orders', logsOfOrders({ sampled: false })],
  ['it records a span', 'exporter-dead', 'orders', logsOfOrders({ traceId: trace('T'), spanId: id('P') })],
  [
    'its spans carry the order',
    'exporter-dead',
    'orders',
    onCheckout(({ spans }) => ({ spans: [...spans, keyless] })),
  ],
  [
    'its exporter sends',
    'exporter-dead',
    'orders',
    (seen) => ({ ...seen, exportErrors: { orders: 'traces export: connection refused' } }),
  ],
  ['accepts spans', 'exporter-dead', 'collector', counted({ refused: 3 })],
  ['keeps the trace', 'sampled-away', 'collector', counted({ sampledOut: 1 })],
  ['sends spans on', 'exporter-dead', 'collector', counted({ failed: 3 })],
  ['its spans arrive', 'spans-outstanding', 'orders', (seen) => seen],
];

describe('no span of orders is stored: the stage that fails is named', () => {
  test.each(stages)('%s', (stage, finding, whose, change) => {
    const judgement = judge(change(withoutSpans(observed())));
    expect(judgement).toMatchObject({ finding, stage: stageOf(whose, stage) });
    const { observed: said } = fillVerdict(judgement, texts, 'any');
    expect(said).not.toMatch(/\{\w+\}/);
  });

  // Each fault together with all those further along: what comes first is told.
  test.each(stages.map(([stage, , whose], at) => [stage, whose, at] as const))(
    '%s, before all that follows',
    (stage, whose, at) => {
      // With a failing exporter nobody knows whether the order came: that one is told below.
      const behind = stages
        .slice(at)
        .filter(([one]) => stage !== 'the order reaches it' || one !== 'its exporter sends');
      const all = behind.reduceRight((seen, [, , , change]) => change(seen), observed());
      expect(judge(withoutSpansOf(all, behind)).stage).toBe(stageOf(whose, stage));
    },
  );
});

test('a service that logs no order and cannot send its spans is not said to have had no part', () => {
  const silent = onCheckout(({ logs }) => ({ logs: logs.filter(({ service }) => service !== 'orders') }));
  const failing = { orders: 'traces export: connection refused' };
  expect(judge({ ...silent(withoutSpans(observed())), exportErrors: failing })).toMatchObject({
    finding: 'exporter-dead',
    stage: 'orders: its exporter sends',
  });
});

/** No span of orders, but the keyless one where that is among the faults. */
function withoutSpansOf(seen: Observation, faults: readonly (typeof stages)[number][]): Observation {
  const bare = withoutSpans(seen);
  const keyless = faults.find(([stage]) => stage === 'its spans carry the order');
  return keyless ? keyless[3](bare) : bare;
}

describe('the bench’s own stages come before those of a service', () => {
  const silent = withoutSpans(observed());
  const withoutOwn = onCheckout(({ spans }) => ({
    spans: spans.filter(({ service }) => service !== 'spanwise'),
  }));
  const bench: [stage: Stage, status: string, whose: string, change: Change][] = [
    ['stores spans', 'broken', 'tempo', withoutOwn],
    [
      'finds what is stored',
      'broken',
      'search',
      (seen) => ({ ...seen, searchProblem: 'it does not find a trace that is stored' }),
    ],
    ['everything is stored', 'inconclusive', 'tempo', (seen) => ({ ...seen, settled: false })],
  ];
  test.each(bench)('%s', (stage, status, whose, change) => {
    expect(judge(change(silent))).toMatchObject({ status, stage: stageOf(whose, stage) });
  });

  test('every stage there is has its test here', () => {
    const tested = [...stages, ...bench].map(([stage]) => stage);
    expect(STAGES.filter((stage) => !tested.includes(stage))).toEqual([]);
  });
});

test('a call made in the context of the checkout that is not to be recorded was not sampled away', () => {
  const seen = logsOfOrders({ traceId: trace('U'), sampled: false })(withoutSpans(observed()));
  const { probe, ...rest } = seen.checkouts[0]!;
  const unsampled = { ...rest, probe: { ...probe, traceId: trace('U') }, spans: [], logs: [] };
  const judgement = judge({ ...seen, unsampled });
  expect(judgement).toMatchObject({ status: 'fail', finding: 'client-root', values: { service: 'orders' } });
  expect(fillVerdict(judgement, texts, 'mend').observed).toMatch(
    /parent of the SERVER span of orders is in trace .*of another request and is not recorded/,
  );
  expect(judge(seen).finding).toBe('sampled-away');
});

describe('spans that arrived under another name were not lost', () => {
  // Two services of one name, and no process id to tell them apart by.
  const misnamed = healthy.storefront.map((one) => ({
    ...one,
    service: 'orders',
    resource: { 'service.name': 'orders' },
  }));

  test('the name is told, with the span that carries it', () => {
    const judgement = judge(observed({ storefront: misnamed }));
    expect(fillVerdict(judgement, texts, 'any')).toMatchObject({
      finding: 'wrong-service-name',
      title: 'storefront calls itself “orders”',
    });
    expect(judgement.evidence[0]).toMatchObject({ spanId: id('s'), service: 'orders' });
  });

  // Without a tracer provider a log line names the caller's span.
  test.each([
    ['CLIENT', 'c2'],
    ['SERVER', 's'],
  ])('a service that names its caller’s %s span recorded none itself', (_, caller) => {
    const logs = healthy.logs.map((one) => (one.service === 'orders' ? log('orders', 'T', caller) : one));
    expect(judge(observed({ orders: [], worker: [], logs }))).toMatchObject({
      finding: 'exporter-dead',
      stage: 'orders: it records a span',
      values: { reason: expect.stringContaining('a span of storefront') },
    });
  });

  test('a service that is silent for another reason is not taken for it', () => {
    const logs = [log('storefront', 'T', 'lost'), ...healthy.logs.slice(1)];
    expect(judge(observed({ storefront: [], logs }))).toMatchObject({
      status: 'inconclusive',
      finding: 'spans-outstanding',
    });
  });
});

test('a span that carries the order is enough, whatever the Collector counted', () => {
  expect(judge(counted({ refused: 1, failed: 1, sampledOut: 1 })(observed())).status).toBe('pass');
  expect(healthy.orders[0]!.attributes).toHaveProperty([ORDER_KEY]);
});

describe('spans of one checkout that are not stored yet, where log lines name no trace', () => {
  const kept = readObservation('split-trace/mistakes/mend/handler-missing.json').seen as Observation;
  const [first] = kept.checkouts;
  const late = {
    ...first!,
    spans: first!.spans.filter(({ service }) => service !== 'storefront'),
    labels: ['late'],
  };

  test('take nothing from what the spans of the others show', () => {
    expect(judge({ ...kept, checkouts: [late, ...kept.checkouts] })).toMatchObject({
      finding: 'handler-missing',
    });
  });

  test('are no dead exporter, as long as those of another checkout came', () => {
    const unnamed: Change = onCheckout(({ logs }) => ({
      logs: logs.map((one) => ({ ...one, traceId: '', spanId: '' })),
    }));
    const seen = unnamed(observed());
    const [one] = seen.checkouts;
    const lacking = {
      ...one!,
      spans: one!.spans.filter(({ service }) => service !== 'storefront'),
      labels: ['late'],
    };
    expect(judge({ ...seen, checkouts: [one!, lacking] })).toMatchObject({
      status: 'inconclusive',
      finding: 'spans-outstanding',
    });
    expect(judge({ ...seen, checkouts: [lacking] })).toMatchObject({ finding: 'exporter-dead' });
  });
});
