import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { firstSpanIdOf, traceIdsOf } from '#course/evidence-ids.ts';
import { evidenceText } from '#course/evidence-text.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Service } from '#system/part-names.ts';
import { judges } from '../../labs/split-trace/checks.ts';
import { judgeObservation } from '../judge-observation.ts';
import { healthy, id, log, observed, span, trace } from './bookstore-spans.ts';

type Step = keyof typeof judges;
const findings = await loadFindings(resolve(import.meta.dirname, '../../labs'), 'split-trace');

/** orders in another trace O, as a root unless a parent is named. */
const ordersIn = (traceName: string, parent?: string) => [
  span('orders', 'server', 'o', { trace: traceName, ...(parent && { parent }) }),
  span('orders', 'producer', 'p', { trace: traceName, parent: 'o' }),
];
const workerIn = (traceName: string, parent?: string) => [
  span('payments-worker', 'consumer', 'w', { trace: traceName, ...(parent && { parent }) }),
];
const logsIn = (orders: string, sampled = true) => [
  log('storefront', 'T', 's'),
  log('catalog', 'T', 'k'),
  log('orders', orders, 'o', sampled),
  log('payments-worker', orders, 'w', sampled),
];
const apart = { orders: ordersIn('O'), worker: workerIn('O', 'p'), logs: logsIn('O') };
const serverOnly = [
  span('storefront', 'server', 's', { parent: 'P' }),
  span('storefront', 'client', 'c1', { parent: 's' }),
];
const catalogApart = [span('catalog', 'server', 'k', { trace: 'C', order: '' })];
const ordersNotExtracting = {
  orders: [
    span('orders', 'server', 'do', { trace: 'X', order: 'direct' }),
    span('orders', 'producer', 'dp', { trace: 'X', parent: 'do', order: 'direct' }),
    span('payments-worker', 'consumer', 'dw', { trace: 'X', parent: 'dp', order: 'direct' }),
  ],
};
const ordersWithoutHandler = {
  orders: [
    span('orders', 'producer', 'dp', { trace: 'X', order: 'direct' }),
    span('payments-worker', 'consumer', 'dw', { trace: 'X', parent: 'dp', order: 'direct' }),
  ],
};

/** A service says that it cannot send its spans. */
const failing = (service: Service, seen: Observation): Observation => ({
  ...seen,
  exportErrors: { [service]: 'traces export: connection refused' },
});

// One row a state: what each step's check must call it. `pass` or a finding.
const rows: [state: string, seen: Observation, expected: Record<Step, string>][] = [
  ['healthy', observed(), { baseline: 'pass', break: 'still-joined', mend: 'pass' }],
  [
    'transport removed',
    observed({ ...apart, storefront: serverOnly }),
    { baseline: 'already-split', break: 'pass', mend: 'still-split' },
  ],
  [
    'a CLIENT span that injects nothing',
    observed(apart),
    { baseline: 'already-split', break: 'pass', mend: 'still-split' },
  ],
  [
    'both transports removed',
    observed({ ...apart, storefront: [healthy.storefront[0]!], catalog: catalogApart }),
    { baseline: 'already-split', break: 'pass', mend: 'still-split' },
  ],
  [
    'right header by hand, no CLIENT span',
    observed({ storefront: serverOnly, orders: ordersIn('T', 's') }),
    { baseline: 'pass', break: 'still-joined', mend: 'pass' },
  ],
  [
    'an internal span between',
    observed({
      storefront: [...serverOnly, span('storefront', 'internal', 'n', { parent: 's', order: '' })],
      orders: ordersIn('T', 'n'),
    }),
    { baseline: 'pass', break: 'still-joined', mend: 'pass' },
  ],
  [
    'random parent by hand',
    observed({ storefront: serverOnly, orders: ordersIn('T', 'nobody') }),
    { baseline: 'orphan-parent', break: 'still-joined', mend: 'orphan-parent' },
  ],
  [
    'the inbound header passed on',
    observed({ storefront: serverOnly, orders: ordersIn('T', 'P') }),
    { baseline: 'header-hand-written-wrong', break: 'still-joined', mend: 'header-hand-written-wrong' },
  ],
  [
    'a foreign trace id by hand',
    observed({ ...apart, storefront: serverOnly, orders: ordersIn('O', 'nobody') }),
    { baseline: 'header-hand-written-wrong', break: 'client-root', mend: 'header-hand-written-wrong' },
  ],
  [
    'header with flag 00',
    observed({ storefront: serverOnly, orders: [], worker: [], logs: logsIn('T', false) }),
    { baseline: 'sampled-away', break: 'sampled-away', mend: 'sampled-away' },
  ],
  [
    'propagator unset in storefront',
    observed({
      ...apart,
      storefront: [span('storefront', 'server', 's', { trace: 'S' })],
      catalog: catalogApart,
      logs: [log('storefront', 'S', 's'), log('orders', 'O', 'o'), log('payments-worker', 'O', 'w')],
    }),
    { baseline: 'no-propagator', break: 'no-propagator', mend: 'no-propagator' },
  ],
  [
    'request without the handler’s context',
    observed({
      ...apart,
      storefront: [...serverOnly, span('storefront', 'client', 'c2', { trace: 'O' })],
      orders: ordersIn('O', 'c2'),
    }),
    { baseline: 'client-root', break: 'client-root', mend: 'client-root' },
  ],
  [
    'a new root around the whole call',
    observed({
      ...apart,
      storefront: [
        ...serverOnly,
        span('storefront', 'internal', 'n', { trace: 'O', order: '' }),
        span('storefront', 'client', 'c2', { trace: 'O', parent: 'n' }),
      ],
      orders: ordersIn('O', 'c2'),
    }),
    { baseline: 'client-root', break: 'client-root', mend: 'client-root' },
  ],
  [
    'no TracerProvider, transport kept',
    observed({
      storefront: [],
      catalog: [span('catalog', 'server', 'k', { parent: 'P', order: '' })],
      orders: ordersIn('T', 'P'),
      logs: [log('storefront', 'T', 'P'), log('orders', 'T', 'o'), log('payments-worker', 'T', 'w')],
    }),
    { baseline: 'exporter-dead', break: 'exporter-dead', mend: 'exporter-dead' },
  ],
  [
    'storefront’s exporter dead, transport kept',
    failing('storefront', observed({ storefront: [] })),
    { baseline: 'exporter-dead', break: 'exporter-dead', mend: 'exporter-dead' },
  ],
  [
    'storefront’s exporter dead, transport removed',
    failing('storefront', observed({ ...apart, storefront: [] })),
    { baseline: 'exporter-dead', break: 'exporter-dead', mend: 'exporter-dead' },
  ],
  [
    'never_sample in storefront',
    observed({
      storefront: [],
      catalog: [],
      orders: [],
      worker: [],
      logs: [log('storefront', 'T', 's', false), ...logsIn('T', false).slice(1)],
    }),
    { baseline: 'sampled-away', break: 'sampled-away', mend: 'sampled-away' },
  ],
  [
    'orders without a handler',
    observed(
      {
        orders: [span('orders', 'producer', 'p', { trace: 'O' })],
        worker: workerIn('O', 'p'),
        logs: [log('storefront', 'T', 's'), log('orders', ''), log('payments-worker', 'O', 'w')],
      },
      ordersWithoutHandler,
    ),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'orders not extracting',
    observed(apart, ordersNotExtracting),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'the queue broken',
    observed({ worker: workerIn('W') }),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'the transport removed and the queue broken',
    observed({ ...apart, worker: workerIn('W') }),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'the worker joined by a link',
    observed({
      worker: [
        span('payments-worker', 'consumer', 'w', {
          trace: 'W',
          links: [{ traceId: trace('T'), spanId: id('p'), attributes: {} }],
        }),
      ],
    }),
    { baseline: 'pass', break: 'still-joined', mend: 'pass' },
  ],
  [
    'only catalog’s client broken',
    observed({
      catalog: catalogApart,
      logs: [...healthy.logs.filter(({ service }) => service !== 'catalog'), log('catalog', 'C', 'k')],
    }),
    { baseline: 'mended-in-one-client-only', break: 'wrong-hop-broken', mend: 'mended-in-one-client-only' },
  ],
  [
    'catalog given flag 00',
    observed({
      catalog: [],
      logs: [...healthy.logs.filter(({ service }) => service !== 'catalog'), log('catalog', 'T', 'k', false)],
    }),
    { baseline: 'sampled-away', break: 'still-joined', mend: 'sampled-away' },
  ],
  [
    'catalog’s exporter dead',
    failing('catalog', observed({ catalog: [] }, { catalog: [] })),
    { baseline: 'exporter-dead', break: 'still-joined', mend: 'exporter-dead' },
  ],
  [
    'catalog not extracting',
    observed(
      { catalog: catalogApart },
      { catalog: [span('catalog', 'server', 'dk', { trace: 'X', order: '' })] },
    ),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'orders never called',
    observed({ storefront: serverOnly, orders: [], worker: [], logs: [log('storefront', 'T', 's')] }),
    { baseline: 'call-missing', break: 'call-missing', mend: 'call-missing' },
  ],
  [
    'catalog never called',
    observed({
      catalog: [],
      logs: healthy.logs.filter(({ service }) => service !== 'catalog'),
    }),
    { baseline: 'call-missing', break: 'still-joined', mend: 'call-missing' },
  ],
  [
    'orders called twice, joined once',
    observed({ orders: [...healthy.orders, span('orders', 'server', 'o2', { trace: 'O' })] }),
    { baseline: 'already-split', break: 'still-joined', mend: 'still-split' },
  ],
  [
    'orders called twice, apart both times',
    observed({ ...apart, orders: [...apart.orders, span('orders', 'server', 'o2', { trace: 'O2' })] }),
    { baseline: 'already-split', break: 'pass', mend: 'still-split' },
  ],
  [
    'the PRODUCER span never ended',
    observed({ orders: healthy.orders.slice(0, 2) }),
    { baseline: 'orphan-parent', break: 'orphan-parent', mend: 'orphan-parent' },
  ],
  [
    'a span of storefront that was never ended',
    observed({
      storefront: [
        healthy.storefront[0]!,
        span('storefront', 'client', 'c1', { parent: 'lost' }),
        span('storefront', 'client', 'c2', { parent: 'lost' }),
      ],
      logs: [log('storefront', 'T', 'lost'), ...healthy.logs.slice(1)],
    }),
    { baseline: 'unended-span', break: 'unended-span', mend: 'unended-span' },
  ],
  [
    'the message of another order',
    observed({
      orders: [
        ...healthy.orders,
        span('orders', 'producer', 'first', { trace: 'F', order: 'the first order' }),
      ],
      worker: workerIn('F', 'first'),
    }),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'a link to the message of another order',
    observed({
      orders: [
        ...healthy.orders,
        span('orders', 'producer', 'first', { trace: 'F', order: 'the first order' }),
      ],
      worker: [
        span('payments-worker', 'consumer', 'w', {
          trace: 'W',
          links: [{ traceId: trace('F'), spanId: id('first'), attributes: {} }],
        }),
      ],
    }),
    { baseline: 'already-split', break: 'wrong-hop-broken', mend: 'still-split' },
  ],
  [
    'a client with a name of its own',
    observed({
      storefront: [
        ...serverOnly,
        {
          ...span('orders-client', 'client', 'c2', { parent: 's', order: '' }),
          resource: { 'service.name': 'orders-client' },
        },
      ],
    }),
    { baseline: 'wrong-service-name', break: 'still-joined', mend: 'wrong-service-name' },
  ],
  [
    'no handler in storefront',
    observed({
      storefront: [
        span('storefront', 'client', 'c1', { trace: 'A' }),
        span('storefront', 'client', 'c2', { trace: 'O' }),
      ],
      catalog: [span('catalog', 'server', 'k', { trace: 'A', parent: 'c1', order: '' })],
      orders: ordersIn('O', 'c2'),
      worker: workerIn('O', 'p'),
      logs: [log('storefront', ''), ...logsIn('O').slice(2)],
    }),
    { baseline: 'handler-missing', break: 'handler-missing', mend: 'handler-missing' },
  ],
  [
    'the caller only linked',
    observed({
      ...apart,
      storefront: [
        span('storefront', 'server', 's', {
          trace: 'S',
          links: [{ traceId: trace('T'), spanId: id('P'), attributes: {} }],
        }),
      ],
      catalog: catalogApart,
      logs: [log('storefront', 'S', 's'), log('orders', 'O', 'o'), log('payments-worker', 'O', 'w')],
    }),
    { baseline: 'caller-only-linked', break: 'caller-only-linked', mend: 'caller-only-linked' },
  ],
  [
    'the call given up with the request',
    observed({
      storefront: [
        ...serverOnly,
        {
          ...span('storefront', 'client', 'c2', { parent: 's' }),
          status: 'error',
          statusMessage: 'Post "http://orders/orders": context canceled',
        },
      ],
      orders: [],
      worker: [],
      logs: [log('storefront', 'T', 's'), log('catalog', 'T', 'k')],
    }),
    { baseline: 'context-cancelled', break: 'context-cancelled', mend: 'context-cancelled' },
  ],
  [
    'catalog called outside the request’s context',
    observed({
      ...apart,
      storefront: [
        span('storefront', 'server', 's', { parent: 'P', order: '' }),
        span('storefront', 'client', 'c1', { trace: 'A' }),
      ],
      catalog: [span('catalog', 'server', 'k', { trace: 'A', parent: 'c1', order: '' })],
      logs: [log('storefront', ''), log('catalog', 'A', 'k'), ...logsIn('O').slice(2)],
    }),
    { baseline: 'client-root', break: 'client-root', mend: 'client-root' },
  ],
  [
    'catalog never called, and orders apart',
    observed({
      ...apart,
      storefront: serverOnly,
      catalog: [],
      logs: logsIn('O').filter(({ service }) => service !== 'catalog'),
    }),
    { baseline: 'already-split', break: 'call-missing', mend: 'still-split' },
  ],
  [
    'no span of storefront, nor a line of its log with the order',
    failing('storefront', observed({ ...apart, storefront: [], logs: logsIn('O').slice(1) })),
    { baseline: 'exporter-dead', break: 'exporter-dead', mend: 'exporter-dead' },
  ],
  [
    'storefront under another service.name',
    observed({
      storefront: healthy.storefront.map((one) => ({
        ...one,
        service: 'shop',
        attributes: { ...one.attributes, ...(one.kind === 'server' && { 'http.route': '/checkout' }) },
      })),
    }),
    { baseline: 'pass', break: 'still-joined', mend: 'pass' },
  ],
];

describe.each(['baseline', 'break', 'mend'] as const)('%s', (step) => {
  test.each(rows)('%s', (_state, seen, expected) => {
    const judgement = judgeObservation(seen, judges[step]);
    expect(judgement.finding).toBe(expected[step]);
    expect(judgement.status).toBe(expected[step] === 'pass' ? 'pass' : 'fail');
    const verdict = fillVerdict(judgement, findings, step);
    expect(
      JSON.stringify(verdict),
      'a placeholder of findings.yaml that the check does not fill',
    ).not.toMatch(/\{\w+\}/);
    expect(verdict.evidence.length).toBeGreaterThan(0);
  });

  test('a refused checkout is no more than that', () => {
    const seen = observed();
    seen.checkouts[0]!.answer = { status: 502, body: '{"error":"orders"}', sent: 0, answered: 1 };
    expect(judgeObservation(seen, judges[step])).toMatchObject({ status: 'fail', finding: 'checkout-fails' });
  });

  test('another success than 201 is a success', () => {
    const seen = observed();
    seen.checkouts[0]!.answer = { status: 200, body: '{}', sent: 0, answered: 1 };
    expect(judgeObservation(seen, judges[step])).toEqual(judgeObservation(observed(), judges[step]));
  });

  test('without our own spans nothing is said about the learner', () => {
    const seen = observed({ storefront: [], catalog: [], orders: [], worker: [] });
    seen.checkouts[0]!.spans = [];
    expect(judgeObservation(seen, judges[step])).toMatchObject({
      status: 'broken',
      stage: 'tempo: stores spans',
    });
  });

  test('evidence that did not settle is inconclusive', () => {
    const seen = { ...observed(apart), settled: false };
    expect(judgeObservation(seen, judges[step])).toMatchObject({
      status: 'inconclusive',
      finding: 'not-settled',
    });
  });
});

test('the verdict of a split names both traces and both log ids', () => {
  const verdict = fillVerdict(judgeObservation(observed(apart), judges.mend), findings, 'mend');
  const facts = verdict.evidence.map((fact) => `${evidenceText(fact).about} ${traceIdsOf([fact])}`);
  expect(facts).toContain(`orders ${trace('O')}`);
  expect(facts).toContain(`storefront ${trace('T')}`);
  const logged = verdict.evidence.filter(({ kind }) => kind === 'log');
  expect(logged.map((fact) => evidenceText(fact).about)).toEqual([
    'storefront',
    'catalog',
    'orders',
    'payments-worker',
  ]);
  expect(verdict.observed).toContain('storefront → orders');
});

test('where both requests of storefront lose it, both are named, each with the file that sends it', () => {
  const logs = [...logsIn('O').filter(({ service }) => service !== 'catalog'), log('catalog', 'C', 'k')];
  const seen = observed({ ...apart, storefront: [healthy.storefront[0]!], catalog: catalogApart, logs });
  const { observed: text, where } = fillVerdict(judgeObservation(seen, judges.mend), findings, 'mend');
  expect(text?.replaceAll(/[0-9a-f]{32}/g, '…')).toMatchInlineSnapshot(
    `"It falls apart at storefront → orders and storefront → catalog. The request to orders began trace …, though orders takes up a traceparent that reaches it. The request to catalog began trace …, though catalog takes up a traceparent that reaches it."`,
  );
  expect(where).toMatchInlineSnapshot(
    `"Where it is lost: what storefront writes into what it sends to orders, in \`internal/storefront/orders_client.go\`, and what storefront writes into what it sends to catalog, in \`internal/storefront/catalog_client.go\`"`,
  );
});

test('a pass of the step that breaks says of catalog that it fell out too', () => {
  const seen = observed({ ...apart, storefront: [healthy.storefront[0]!], catalog: catalogApart });
  expect(judgeObservation(seen, judges.break).evidence.map(({ note }) => note)).toContain(
    'By the way: catalog is in a trace of its own as well. This step asks for orders alone.',
  );
  const asAsked = judgeObservation(observed(apart), judges.break);
  expect(asAsked.evidence.filter(({ note }) => note?.startsWith('By the way'))).toEqual([]);
});

test('where another hop is lost, the span behind that hop is named first: the page marks it with “here”', () => {
  const logs = [...healthy.logs.filter(({ service }) => service !== 'catalog'), log('catalog', 'C', 'k')];
  const { finding, evidence } = judgeObservation(observed({ catalog: catalogApart, logs }), judges.break);
  expect(finding).toBe('wrong-hop-broken');
  expect(firstSpanIdOf(evidence)).toBe(id('k'));
});

describe('of several checkouts', () => {
  const [well] = observed().checkouts;
  const [split] = observed({ ...apart, storefront: serverOnly }).checkouts;
  const together = (...checkouts: Observation['checkouts'][number][]): Observation => ({
    ...observed(),
    checkouts,
  });
  const some = [
    { ...well!, labels: ['b-100', 'b-200', 'b-300'] },
    { ...split!, labels: ['b-900', 'b-910'] },
  ];

  test('a fault of some is the verdict, and says which of them differ', () => {
    const { finding, evidence } = judgeObservation(together(...some), judges.mend);
    expect(finding).toBe('still-split');
    expect(evidence.at(-1)!.note).toBe(
      '2 of 5 checkouts show this: b-900; b-910. The one in this trace, b-100, does not.',
    );
  });

  test('what is to be broken has to be broken for all', () => {
    expect(judgeObservation(together(...some), judges.break)).toMatchObject({ finding: 'still-joined' });
    expect(judgeObservation(together(split!), judges.break)).toMatchObject({ finding: 'pass' });
  });

  test('a fault of all needs no such sentence', () => {
    const { evidence } = judgeObservation(together(split!, split!), judges.mend);
    expect(evidence.map(({ note }) => note).join()).not.toContain('of 2 checkouts');
  });

  test('one that was refused is told, whichever it is', () => {
    const refused = { ...well!, answer: { ...well!.answer, status: 502 }, labels: ['b-910'] };
    const { finding, evidence } = judgeObservation(together(well!, refused), judges.mend);
    expect(finding).toBe('checkout-fails');
    expect(evidence[0]!.note).toContain('b-910');
  });

  test.each(['storefront', 'orders'] as const)('flag 00 is kept by %s', (service) => {
    const probe = { ...well!.probe, traceId: trace('N'), spanId: id('NP') };
    const spans = [span(service, 'server', 'n', { trace: 'N', order: 'unrecorded' })];
    const seen = { ...observed(), unsampled: { ...well!, probe, spans, logs: [] } };
    expect(judgeObservation(seen, judges.mend)).toMatchObject({
      finding: 'flag-ignored',
      values: { service },
    });
    // Where orders has to begin a trace, only what storefront makes of the flag is looked at.
    const { finding } = judgeObservation({ ...seen, checkouts: [split!] }, judges.break);
    expect(finding).toBe(service === 'storefront' ? 'flag-ignored' : 'pass');
  });

  test.each([
    ['orders', 'o', 'storefront'],
    ['catalog', 'k', 'storefront'],
    ['payments-worker', 'w', 'orders'],
  ])('the tracestate reaches %s', (service, lost, caller) => {
    const tracestate = 'spanwise=probe';
    const spans = well!.spans.map((one) => ({ ...one, traceState: tracestate }));
    const probe = { ...well!.probe, tracestate };
    expect(judgeObservation(together({ ...well!, probe, spans }), judges.mend).finding).toBe('pass');
    for (const one of spans) if (one.spanId === id(lost)) Reflect.deleteProperty(one, 'traceState');
    expect(judgeObservation(together({ ...well!, probe, spans }), judges.mend)).toMatchObject({
      finding: 'tracestate-lost',
      values: { caller, service, received: 'none' },
    });
  });

  test('spans that have not arrived and are not known to be lost say nothing', () => {
    expect(judgeObservation(observed({ storefront: [] }), judges.mend)).toMatchObject({
      status: 'inconclusive',
      finding: 'spans-outstanding',
      stage: 'storefront: its spans arrive',
    });
  });

  test('a pass tells of a call that is measured twice, and of a span below one that had ended', () => {
    const nested = [...healthy.storefront, span('storefront', 'client', 'c3', { parent: 'c2' })];
    const late = { ...span('storefront', 'internal', 'n', { parent: 's' }), startTime: 5_000 };
    const notes = (storefront: typeof nested) =>
      judgeObservation(observed({ storefront }), judges.mend).evidence.filter(({ note }) =>
        note?.startsWith('By the way'),
      ).length;
    expect(notes(healthy.storefront)).toBe(0);
    expect(notes(nested)).toBe(1);
    expect(notes([...healthy.storefront, late])).toBe(1);
  });
});
