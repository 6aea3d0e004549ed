import { expect, test } from 'vitest';
import type {
  KeyedLog,
  Observation,
  ProbeResult,
} from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import { checks } from '../../labs/instrument-catalog/checks.ts';
import { healthy, id, log, observed, span, trace, wellDirect } from './bookstore-spans.ts';

/** A span of catalog: it knows no order, and has the resource of its own process. */
function own(
  kind: SpanKind,
  name: string,
  wanted: Parameters<typeof span>[3] = {},
  more: Partial<Span> = {},
): Span {
  const made = span('catalog', kind, name, { order: '', ...wanted });
  return { ...made, name, resource: { 'service.name': 'catalog' }, ...more };
}

const ofShop = (one: Span): Span => ({
  ...one,
  name: one.spanId === id('c1') ? 'GET /books/{id}' : 'POST /orders',
  resource: { ...one.resource, 'service.instance.id': `${one.service}-1` },
});

/** What one request to catalog leaves: its spans with a letter for the request, and what the lines name. */
type Left = (request: { trace: string; parent: string; letter: string; slow: boolean }) => {
  spans: Span[];
  line?: { trace: string; span: string; sampled?: boolean };
};

const REQUESTS = [
  { trace: 'T', parent: 'c1', letter: 'a', slow: false },
  { trace: 'K', parent: 'KP', letter: 'b', slow: false },
  { trace: 'S', parent: 'SP', letter: 'c', slow: true },
  { trace: 'N', parent: 'NP', letter: 'd', slow: false },
];

/** An attempt in which every request to catalog left the same. */
function attempt(left: Left, more: Partial<Observation> = {}): Observation {
  const [first, direct, slow, none] = REQUESTS.map((request) => ({ request, ...left(request) }));
  const lineOf = ({ line }: ReturnType<Left>): KeyedLog =>
    line ? log('catalog', line.trace, line.span, line.sampled ?? true) : log('catalog', '');
  const seen = observed(
    {
      storefront: healthy.storefront.map(ofShop),
      catalog: first!.spans,
      orders: healthy.orders.map(ofShop),
      worker: healthy.worker.map(ofShop),
      logs: [...healthy.logs.filter(({ service }) => service !== 'catalog'), lineOf(first!)],
    },
    { orders: wellDirect.orders.map(ofShop) },
  );
  const straight = ({ request, spans, ...rest }: typeof first & object, answered: number): ProbeResult => ({
    probe: { traceId: trace(request.trace), spanId: id(request.parent), orderId: 'none', header: '' },
    answer: { status: 200, body: '', sent: 1000, answered },
    spans,
    logs: [lineOf({ spans, ...rest })],
  });
  return {
    ...seen,
    catalog: straight(direct!, 1003),
    books: [
      { ...straight(slow!, 1805), book: 'b-900' },
      { ...straight(none!, 1003), book: 'none' },
    ],
    ...more,
  };
}

const findingOf = (step: string, seen: Observation) => {
  const { experiment, judge } = checks[step]!;
  const judged = experiment!.trouble(withOwnSpans(seen)) ?? judge!(withOwnSpans(seen));
  return `${judged.status} ${judged.finding}`;
};

/** The span of Spanwise that each request names as its parent. */
function withOwnSpans(seen: Observation): Observation {
  const add = <One extends ProbeResult>(one: One): One => ({
    ...one,
    spans: [
      ...one.spans,
      {
        ...span('spanwise', 'client', 'own'),
        traceId: one.probe.traceId,
        spanId: one.probe.spanId,
        scope: 'spanwise',
        attributes: {},
      },
    ],
  });
  return { ...seen, catalog: add(seen.catalog), books: seen.books!.map(add) };
}

const length = ({ slow }: { slow: boolean }) => (slow ? 801 : 1);
const rootOf: Left = (request) => ({
  spans: [
    own('internal', `o${request.letter}`, { trace: `X${request.letter}` }, { duration: length(request) }),
  ],
  line: { trace: `X${request.letter}`, span: `o${request.letter}` },
});
/** A SERVER span below the caller, the learner's own below it, and a statement below that. */
const whole: Left = (request) => ({
  spans: [
    own('server', `s${request.letter}`, request, { duration: length(request) }),
    own(
      'internal',
      `o${request.letter}`,
      { trace: request.trace, parent: `s${request.letter}` },
      { duration: length(request) },
    ),
    own(
      'client',
      `q${request.letter}`,
      { trace: request.trace, parent: `o${request.letter}` },
      {
        duration: length(request),
        attributes: { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT' },
      },
    ),
  ],
  line: { trace: request.trace, span: `o${request.letter}` },
});

/** The same with each span of a kind changed, or left out. */
function changed(left: Left, kind: SpanKind, change: (span: Span) => Span | undefined): Left {
  return (request) => {
    const { spans, line } = left(request);
    return {
      spans: spans.flatMap((one) => (one.kind === kind ? (change(one) ?? []) : one)),
      ...(line && { line }),
    };
  };
}

test('a span of its own, in whatever trace, passes the first step and no later one', () => {
  expect(findingOf('first-span', attempt(rootOf))).toBe('pass pass');
  expect(findingOf('join', attempt(rootOf))).toBe('fail handler-missing');
});

test('all of it passes every step', () => {
  for (const step of ['first-span', 'join', 'statement'])
    expect(findingOf(step, attempt(whole))).toBe('pass pass');
});

test('log lines say how far a span got', () => {
  const silent =
    (line?: { trace: string; span: string; sampled?: boolean }): Left =>
    () => ({
      spans: [],
      ...(line && { line }),
    });
  expect(findingOf('first-span', attempt(silent()))).toBe('fail nothing-recorded');
  expect(
    findingOf(
      'first-span',
      attempt(({ trace: name, parent }) => ({ spans: [], line: { trace: name, span: parent } })),
    ),
  ).toBe('fail no-tracer-provider');
  expect(findingOf('first-span', attempt(silent({ trace: 'X', span: 'o', sampled: false })))).toBe(
    'fail sampled-away',
  );
  expect(findingOf('first-span', attempt(silent({ trace: 'X', span: 'o' })))).toBe('fail nothing-arrives');
  const complaint = { exportErrors: { catalog: 'traces export: connection refused' } };
  expect(findingOf('first-span', attempt(silent({ trace: 'X', span: 'o' }), complaint))).toBe(
    'fail exporter-dead',
  );
});

test('a span that nobody logs in is found among the roots of the time', () => {
  const strays = REQUESTS.flatMap((request) => rootOf(request).spans);
  expect(
    findingOf(
      'first-span',
      attempt(() => ({ spans: [] }), { detachedRoots: strays }),
    ),
  ).toBe('fail log-outside-span');
  // A handler that is kept waiting after its answer was written ends its span after the answer arrived.
  const late = strays.map((one) => ({ ...one, duration: one.duration === 801 ? 1_350 : 1 }));
  expect(
    findingOf(
      'first-span',
      attempt(() => ({ spans: [] }), { detachedRoots: late }),
    ),
  ).toBe('fail log-outside-span');
  const health = own('server', 'h', { trace: 'H' }, { attributes: { 'url.path': '/readyz' } });
  expect(
    findingOf(
      'first-span',
      attempt(() => ({ spans: [] }), { detachedRoots: [health] }),
    ),
  ).toBe('fail nothing-recorded');
});

test('names are judged in every process but those of the other services', () => {
  const named = (name: string | undefined) =>
    changed(rootOf, 'internal', (one) => ({
      ...one,
      service: name ?? 'unknown_service',
      resource: Object.fromEntries(name === undefined ? [] : [['service.name', name]]),
    }));
  expect(findingOf('first-span', attempt(named('unknown_service:catalog')))).toBe(
    'fail unknown-service-name',
  );
  expect(findingOf('first-span', attempt(named(undefined)))).toBe('fail unknown-service-name');
  expect(findingOf('first-span', attempt(named('orders')))).toBe('fail wrong-service-name');
});

test('the length of the slow look-up decides whether it is covered', () => {
  expect(
    findingOf('first-span', attempt(changed(rootOf, 'internal', (one) => ({ ...one, duration: 1 })))),
  ).toBe('fail span-too-short');
});

test('the entry of a request is one SERVER span below its caller', () => {
  const apart: Left = (request) => {
    const { spans, line } = whole({ ...request, trace: `X${request.letter}` });
    return {
      spans: spans.map((one) => (one.kind === 'server' ? { ...one, parentSpanId: undefined! } : one)),
      line: line!,
    };
  };
  expect(findingOf('join', attempt(apart))).toBe('fail server-span-is-root');
  expect(findingOf('join', attempt(changed(whole, 'server', (one) => ({ ...one, kind: 'internal' }))))).toBe(
    'fail wrong-kind',
  );
  const twice: Left = (request) => {
    const { spans, line } = whole(request);
    return { spans: [...spans, own('server', `t${request.letter}`, request)], line: line! };
  };
  expect(findingOf('join', attempt(twice))).toBe('fail two-server-spans');
});

test('a trace whose caller records nothing stays empty', () => {
  const result: ProbeResult = {
    probe: { traceId: trace('U'), spanId: id('UP'), orderId: 'none', header: '' },
    answer: { status: 201, body: '', sent: 0, answered: 1 },
    spans: [own('server', 'u', { trace: 'U', parent: 'lost' })],
    logs: [],
  };
  expect(findingOf('join', attempt(whole, { unsampled: result }))).toBe('fail orphan-server-span');
});

test('the span of the learner belongs below the SERVER span, and ends', () => {
  expect(findingOf('join', attempt(changed(whole, 'internal', () => undefined)))).toBe('fail unended-span');
  const detached: Left = (request) => {
    const { spans } = whole(request);
    const root = rootOf(request);
    return { spans: [...spans.filter(({ kind }) => kind === 'server'), ...root.spans], line: root.line! };
  };
  expect(findingOf('join', attempt(detached))).toBe('fail own-span-detached');
  const foreign = changed(detached, 'internal', (one) => ({ ...one, parentSpanId: id('f') }));
  expect(findingOf('join', attempt(foreign))).toBe('fail foreign-context');
});

test('the statement is below the request, as long as the look-up, and says where it went', () => {
  const client = (change: (span: Span) => Span | undefined, more: Partial<Observation> = {}) =>
    findingOf('statement', attempt(changed(whole, 'client', change), more));
  expect(client(() => undefined)).toBe('fail db-span-missing');
  expect(client((one) => ({ ...one, attributes: { 'db.query.text': 'SELECT' } }))).toBe(
    'fail db-span-undescribed',
  );
  const root = own(
    'client',
    'r',
    { trace: 'R' },
    { startTime: 1001, duration: 800, attributes: { 'db.query.text': 'S' } },
  );
  expect(client(() => undefined, { detachedRoots: [root] })).toBe('fail db-span-detached');
  const beside: Left = (request) => {
    const { spans, line } = whole(request);
    const moved = spans.map((one) =>
      one.kind === 'client' ? { ...one, parentSpanId: id(request.parent) } : one,
    );
    return { spans: moved, line: line! };
  };
  expect(findingOf('statement', attempt(beside))).toBe('fail db-span-beside');
  // A connection that the pool opens is a root of its own, and no statement.
  const connect = own('client', 'sql.connector.connect', { trace: 'R' });
  expect(findingOf('statement', attempt(whole, { detachedRoots: [connect] }))).toBe('pass pass');
});

/** The same, with all lines written in the SERVER span. */
const loggedInServer =
  (left: Left): Left =>
  (request) => ({ spans: left(request).spans, line: { trace: request.trace, span: `s${request.letter}` } });

test('a span that nobody logs in and that never ends is told by the statement below it, in every step', () => {
  const unended = loggedInServer(changed(whole, 'internal', () => undefined));
  for (const step of ['first-span', 'join', 'statement'])
    expect(findingOf(step, attempt(unended))).toBe('fail unended-span');
});

test('without a statement below it, such a span is missing where the step asks for one', () => {
  const handled = loggedInServer(changed(whole, 'internal', () => undefined));
  const bare = changed(handled, 'client', () => undefined);
  const byLibrary = changed(bare, 'server', (one) => ({
    ...one,
    scope: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  }));
  expect(findingOf('first-span', attempt(byLibrary))).toBe('fail own-span-missing');
  expect(findingOf('join', attempt(byLibrary))).toBe('fail own-span-missing');
  expect(findingOf('statement', attempt(byLibrary))).toBe('fail db-span-missing');
  // A SERVER span that was started by hand is one's own, but not the one below it.
  expect(findingOf('first-span', attempt(bare))).toBe('pass pass');
  expect(findingOf('join', attempt(bare))).toBe('fail own-span-missing');
});

test('a line that names a trace of which nothing was looked at proves no span that never ended', () => {
  const elsewhere: Left = (request) => ({
    spans: whole(request).spans,
    line: { trace: `Z${request.letter}`, span: `z${request.letter}` },
  });
  expect(findingOf('join', attempt(elsewhere))).toBe('pass pass');
});
