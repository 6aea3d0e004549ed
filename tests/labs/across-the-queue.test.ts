import { expect, test } from 'vitest';
import { newProbe, ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import type { KeyedLog } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { PaymentRole } from '#grading/experiments/messages/plan-messages.ts';
import type { DirectResult, MessagesSeen, PaymentResult } from '#grading/experiments/messages/seen.ts';
import type { MessageHeader, TappedMessage } from '#telemetry/messages/tapped-message.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { judges } from '../../labs/across-the-queue/checks.ts';

/** How one checkout of an attempt was carried across the queue; all else is as it should be. */
interface Shape {
  role?: PaymentRole;
  headers?: (traceId: string, spanId: string) => MessageHeader[];
  properties?: (traceId: string) => Record<string, string>;
  /** The worker's span of each delivery, out of what it should be. */
  worker?: (right: Span, all: { server: Span; publishing: Span }) => Partial<Span>;
  /** The span that the worker's lines name, where it is not its own. */
  logged?: (all: { worker: Span; publishing: Span }) => { traceId: string; spanId: string };
  deliveries?: number;
}

const traceparent = (traceId: string, spanId: string): MessageHeader[] => [
  { name: 'traceparent', type: 'text', value: `00-${traceId}-${spanId}-01` },
];

test('what the shop does passes every step but the last, and a link passes that', () => {
  const seen = attempt({});
  expect([judges.carry(seen).finding, judges.kinds(seen).finding]).toEqual(['pass', 'pass']);
  expect(judges.link(seen).finding).toBe('parent-instead-of-link');
  const linked = attempt({ worker: (right, { publishing }) => rootWith(right, publishing) });
  expect([judges.carry(linked).finding, judges.link(linked).finding]).toEqual(['pass', 'pass']);
  expect(judges.link(linked).evidence[0]).toMatchObject({ kind: 'message', queue: 'payments' });
});

test('a parent beside the right link is told from one without', () => {
  const link = ({ publishing }: { publishing: Span }) => ({
    links: [{ traceId: publishing.traceId, spanId: publishing.spanId, attributes: {} }],
  });
  const both = attempt({ worker: (_, all) => link(all) });
  expect(judges.link(both)).toMatchObject({
    finding: 'parent-instead-of-link',
    values: {
      has: expect.stringMatching(/^has the right link/),
      next: expect.stringMatching(/^Keep the link/),
    },
    evidence: expect.arrayContaining([
      expect.objectContaining({ note: expect.stringContaining('has the right link, and a parent') }),
    ]),
  });
  expect(judges.link(attempt({})).values!['has']).toMatch(/and no link to the span that sent the message$/);
});

test('a lost context is found on the side that lost it', () => {
  const apart: Shape = { worker: (right) => rootWith(right) };
  const find = (shape: Shape, joined = true) => judges.carry(attempt({ ...apart, ...shape }, joined)).finding;
  expect(find({ headers: () => [] })).toBe('headers-not-injected');
  const named = (name: string, type: MessageHeader['type']) => ({
    headers: (traceId: string, spanId: string) => [{ ...traceparent(traceId, spanId)[0]!, name, type }],
  });
  expect(find(named('Traceparent', 'text'))).toBe('headers-unreadable');
  expect(find(named('traceparent', 'bytes'))).toBe('headers-unreadable');
  // A worker that does not take up a header as everybody writes it reads none.
  expect(find(named('Traceparent', 'text'), false)).toBe('headers-not-extracted');
  expect(find({}, false)).toBe('headers-not-extracted');
  expect(find({ logged: ({ publishing }) => publishing })).toBe('extracted-too-late');
});

test('a context that nobody can read is said to be where it is, as it is written', () => {
  const where = (shape: Shape) => {
    const seen = attempt({ worker: (right) => rootWith(right), ...shape });
    const { finding, values } = judges.carry(seen);
    return [finding, values?.['where']?.replaceAll(/[0-9A-F-]{55}/g, '…')];
  };
  const capitals = (...ids: [string, string]) =>
    traceparent(...ids).map((one) => ({ ...one, value: one.value.toUpperCase() }));
  expect(where({ headers: capitals })).toEqual(['headers-unreadable', 'in the header traceparent, as “…”']);
  const correlated = { headers: () => [], properties: (id: string) => ({ correlation_id: `00-${id}` }) };
  expect(where(correlated)).toEqual(['headers-unreadable', 'in its property correlation_id']);
});

test('a span that leads elsewhere is told by where it leads', () => {
  const find = (worker: Shape['worker']) => judges.carry(attempt({ worker: worker! })).finding;
  expect(find((_, { server }) => ({ parentSpanId: server.spanId }))).toBe('consumer-beside-producer');
  expect(find(() => ({ parentSpanId: newSpanId() }))).toBe('orphan-parent');
  expect(
    find((right) => ({ links: [{ traceId: right.traceId, spanId: right.spanId, attributes: {} }] })),
  ).toBe('pass');
  const itself = attempt({
    worker: (right) => ({
      ...rootWith(right),
      links: [{ traceId: OTHER, spanId: right.spanId, attributes: {} }],
    }),
  });
  expect(judges.link(itself).finding).toBe('link-to-itself');
  const further = (other: (own: Span, server: Span) => Span) =>
    attempt({
      worker: (right, { server, publishing }) => {
        const root = rootWith(right, publishing);
        const link = rootWith(right, other({ ...right, ...root }, server)).links!;
        return { ...root, links: [...link, ...root.links!] };
      },
    });
  for (const seen of [further((own) => own), further((_, server) => server)])
    expect([judges.carry(seen).finding, judges.link(seen).finding]).toEqual(['pass', 'pass']);
  const madeUp = attempt({ worker: (right) => ({ ...right, parentSpanId: newSpanId() }) });
  expect(judges.link(madeUp)).toMatchObject({ finding: 'orphan-parent', values: { by: 'parent' } });
});

test('each delivery counts, and the work has to be inside', () => {
  let count = 0;
  const second = attempt({
    deliveries: 2,
    worker: (right) => {
      count += 1;
      return count % 2 === 0 ? rootWith(right) : {};
    },
  });
  expect(judges.carry(second).finding).toBe('redelivery-lost');
  const beside = attempt({ logged: ({ publishing }) => publishing });
  expect(judges.carry(beside).finding).toBe('work-outside-its-span');
});

test('a tracestate of another order tells a table of headers that outlives its message', () => {
  const seen = attempt({});
  const brought = payment('tracestate', {});
  const probe = { ...brought.probe, tracestate: 'spanwise=0a1b' };
  const kept: MessageHeader = { name: 'tracestate', type: 'text', value: 'spanwise=0a1b' };
  const slow = payment('slow', { headers: (traceId, spanId) => [...traceparent(traceId, spanId), kept] });
  const payments = [...seen.payments, { ...brought, probe }];
  expect(judges.link({ ...seen, payments: [...payments, slow] })).toMatchObject({
    finding: 'context-kept',
    values: { orderId: slow.probe.orderId, ownTraceId: probe.traceId, by: 'tracestate' },
  });
  const own = payment('tracestate', {
    headers: (traceId, spanId) => [...traceparent(traceId, spanId), kept],
  });
  expect(
    judges.link({
      ...seen,
      payments: [...seen.payments, { ...own, probe: { ...own.probe, tracestate: kept.value } }],
    }).finding,
  ).toBe('parent-instead-of-link');
});

test('a message without a context is handled, and a checkout that is not recorded may begin a trace by a link', () => {
  const seen = attempt({});
  const refused = { ...seen, direct: seen.direct.map((one) => ({ ...one, logs: [] })) };
  expect(judges.carry(refused).finding).toBe('message-refused');
  const unsampled = (shape: Shape) => {
    const left = payment('unsampled', shape);
    const logs = left.logs.map((log) => ({ ...log, sampled: false }));
    const spans = left.spans.filter(({ service }) => service === 'payments-worker');
    return { ...seen, payments: [...seen.payments, { ...left, logs, spans }] };
  };
  expect(judges.carry(unsampled({})).finding).toBe('flag-ignored');
  // Nothing was written into its message, so that the worker decided anew.
  const alone: Shape = { worker: (right) => rootWith(right) };
  expect(judges.carry(unsampled({ ...alone, headers: () => [] })).finding).toBe('flag-ignored');
  expect(judges.carry(unsampled(alone)).finding).toBe('pass');
  const linked: Shape = { worker: (right, { publishing }) => rootWith(right, publishing) };
  expect(judges.carry(unsampled(linked)).finding).toBe('pass');
});

test('where there is a late payment, the verdict shows the two traces that its text is about', () => {
  const linked: Shape = { worker: (right, { publishing }) => rootWith(right, publishing) };
  const seen = attempt(linked);
  const late = payment('late', linked);
  const verdict = judges.link({ ...seen, payments: [...seen.payments, late] });
  expect(verdict).toMatchObject({ finding: 'pass', values: { ownTraceId: OTHER } });
  expect(verdict.evidence[0]).toMatchObject({ kind: 'message', traceId: late.probe.traceId });
});

test('kinds are judged on both sides', () => {
  expect(judges.kinds(attempt({ worker: () => ({ kind: 'internal' }) }))).toMatchObject({
    ...{ finding: 'wrong-kind', values: { wanted: 'CONSUMER', kind: 'INTERNAL' } },
  });
});

const OTHER = newTraceId();

function rootWith(right: Span, target?: Span): Partial<Span> {
  const { parentSpanId: _, ...root } = right;
  const links = target ? [{ traceId: target.traceId, spanId: target.spanId, attributes: {} }] : [];
  return { ...root, parentSpanId: undefined as never, traceId: OTHER, links };
}

/** Two checkouts of the shape and the check's own message with a header, which the worker takes up or not. */
function attempt(shape: Shape, joined = true): MessagesSeen {
  const payments = [payment('plain', shape), payment('flaky', shape)];
  return { payments, direct: [direct(joined)], panics: [], settled: true, exportErrors: {} };
}

function payment(role: PaymentRole, shape: Shape): PaymentResult {
  const probe = newProbe();
  const { traceId, orderId } = probe;
  const messageId = `m-${probe.spanId}`;
  const span = (more: Partial<Span>): Span => ({
    ...{
      traceId,
      spanId: newSpanId(),
      name: 'span',
      kind: 'internal',
      service: 'orders',
      links: [],
      events: [],
    },
    ...{ startTime: 0, duration: 1, status: 'unset', attributes: { [ORDER_KEY]: orderId }, resource: {} },
    ...more,
  });
  const about = { [ORDER_KEY]: orderId, 'messaging.message.id': messageId };
  const server = span({ kind: 'server', parentSpanId: probe.spanId });
  const publishing = span({ kind: 'producer', parentSpanId: server.spanId, attributes: about });
  const workers = Array.from({ length: shape.deliveries ?? 1 }, () => {
    const right = span({
      ...{ service: 'payments-worker', kind: 'consumer', attributes: about },
      parentSpanId: publishing.spanId,
    });
    return { ...right, ...shape.worker?.(right, { server, publishing }) };
  }).map(({ parentSpanId, ...rest }): Span => (parentSpanId ? { ...rest, parentSpanId } : rest));
  const headers = (shape.headers ?? traceparent)(traceId, publishing.spanId);
  const copy = (event: TappedMessage['event']): TappedMessage => ({
    ...{ event, queue: 'payments', time: 0, messageId, headers, redelivered: false },
    ...(shape.properties && { properties: shape.properties(traceId) }),
    body: JSON.stringify({ orderId }),
  });
  const line = (
    service: KeyedLog['service'],
    { traceId: id, spanId }: { traceId: string; spanId: string },
  ) => ({
    ...{ service, traceId: id, spanId, sampled: true, message: 'payment processed' },
  });
  return {
    ...{ probe, role, label: role, answer: { status: 201, body: '', sent: 0, answered: 1 } },
    spans: [span({ service: 'spanwise', spanId: probe.spanId }), server, publishing, ...workers],
    logs: [
      line('orders', server),
      ...workers.map((worker) => line('payments-worker', shape.logged?.({ worker, publishing }) ?? worker)),
    ],
    messages: [copy('published'), ...workers.map(() => copy('delivered'))],
  };
}

function direct(joined: boolean): DirectResult {
  const { probe, spans, messages, logs } = payment('plain', {});
  const own = spans.find(({ spanId }) => spanId === probe.spanId)!;
  const { parentSpanId: _, ...worker } = spans.find(({ service }) => service === 'payments-worker')!;
  const taken: Span = joined ? { ...worker, parentSpanId: probe.spanId } : { ...worker, traceId: OTHER };
  return { role: 'text-header', probe, spans: [own, taken], messages, logs };
}
