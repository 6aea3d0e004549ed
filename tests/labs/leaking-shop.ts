import type { Canary } from '#grading/experiments/leaks/canary.ts';
import { type PlannedLeak, planLeaks } from '#grading/experiments/leaks/plan-leaks.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** What becomes of the spans and lines of a checkout on their way. */
export interface Way {
  tempo?: (span: Span, canary: Canary) => Span[];
  jaeger?: (span: Span, canary: Canary) => Span[];
  line?: (line: LogLine) => LogLine;
}

const SERVICE_OF: Readonly<Record<string, Service>> = {
  checkout: 'storefront',
  inside: 'storefront',
  askBook: 'storefront',
  askOrder: 'storefront',
  book: 'catalog',
  select: 'catalog',
  order: 'orders',
  insert: 'orders',
  publish: 'orders',
  process: 'payments-worker',
  charge: 'payments-worker',
};

/** What an attempt sees of the shop of this lab, every span and line through what `way` does with it. */
export function seenOf(way: Way, more: Partial<LeaksSeen> = {}): LeaksSeen {
  const stores: Store[] = ['tempo', 'jaeger'];
  const probes = planLeaks().map((planned): LeakProbe => {
    const spans = spansOf(planned);
    const through = (pass: Way['tempo']) =>
      pass ? spans.flatMap((span) => pass(span, planned.canary)) : spans;
    const { id, label, declined, canary, probe } = planned;
    return {
      ...{ id, label, declined, canary, probe },
      answer: { status: 201, body: '', sent: 0, answered: 5 },
      stored: { tempo: through(way.tempo), jaeger: through(way.jaeger) },
      lines: linesOf(planned).map((line) => way.line?.(line) ?? line),
    };
  });
  const count = (total: number) => [{ labels: {}, count: total }];
  const none = { waiting: [], incoming: [], outgoing: [], decided: [], met: [], decisions: [], evicted: [] };
  const counted = { ...none, tooLarge: [], lateSpans: [], refused: [], failed: [] };
  return {
    ...{ probes, stores, searched: [], received: 44, settled: true, problems: {}, answers: {} },
    ...{ exportErrors: {}, complaints: [], file: 'collector/collector.yaml' },
    counted: { ...counted, accepted: count(44), sent: count(88) },
    ...more,
  };
}

/** A way that masks whatever holds a value, in every place but those that are named. */
export function masking(...kept: ('name' | 'status' | 'event' | 'url.full' | 'db.query.text' | 'cards')[]) {
  return (span: Span, { card, email }: Canary): Span[] => {
    const text = (value: string, place?: (typeof kept)[number]) =>
      place && kept.includes(place)
        ? value
        : [email, encodeURIComponent(email), card].reduce((left, one) => left.replaceAll(one, '****'), value);
    const attributes = Object.entries(span.attributes).map(([key, value]) => {
      if (key === 'payment.card.number') return [key, kept.includes('cards') ? value : '****'];
      const place = kept.find((one) => one === key);
      return [key, typeof value === 'string' ? text(value, place) : value];
    });
    return [
      {
        ...span,
        name: text(span.name, 'name'),
        ...(span.statusMessage && { statusMessage: text(span.statusMessage, 'status') }),
        attributes: Object.fromEntries(attributes) as Span['attributes'],
        events: span.events.map((event) => ({
          ...event,
          attributes: { 'exception.message': text(String(event.attributes['exception.message']), 'event') },
        })),
      },
    ];
  };
}

/** The spans of one checkout as the services of the lab's start send them, in short. */
function spansOf({ canary, declined, probe }: PlannedLeak): Span[] {
  const { card, email } = canary;
  const { orderId } = probe;
  const digits = Number(card.replaceAll(' ', ''));
  const said = `card ${card}: card declined`;
  const order = { 'bookstore.order.id': orderId };
  const served = (route: string, method: string, status: number) => ({
    ...{ 'http.route': route, 'http.request.method': method, 'http.response.status_code': status },
  });
  const queue = { 'messaging.destination.name': 'payments' };
  const database = { 'db.system.name': 'postgresql' };
  const span = spanOf(probe);
  return [
    span('checkout', '', 'server', 'POST /checkout', {
      ...{ ...order, ...served('/checkout', 'POST', 201) },
      ...{ 'enduser.email': email, 'payment.card.number': digits },
    }),
    span('inside', 'checkout', 'internal', `checkout of ${email}`, order),
    span('askBook', 'inside', 'client', 'GET /books/{id}', order),
    span('book', 'askBook', 'server', 'GET /books/{id}', served('/books/{id}', 'GET', 200)),
    span('select', 'book', 'client', 'SELECT book_details', database),
    span('askOrder', 'inside', 'client', 'POST /orders', {
      ...{ ...order, 'url.full': `http://127.0.0.1:1/orders?email=${encodeURIComponent(email)}` },
    }),
    span('order', 'askOrder', 'server', 'POST /orders', { ...order, ...served('/orders', 'POST', 201) }),
    span('insert', 'order', 'client', 'INSERT orders', {
      ...{ ...database, 'db.query.text': `INSERT INTO orders VALUES ('${orderId}', nullif('${email}', ''))` },
    }),
    span('publish', 'order', 'producer', 'publish payments', queue),
    span('process', 'publish', 'consumer', 'process payments', {
      ...{ ...queue, ...order, 'payment.card.number': card },
    }),
    {
      ...span('charge', 'process', 'internal', 'charge card', {
        ...{ 'payment.card.number': card, ...(declined && { 'error.type': 'card_declined' }) },
      }),
      ...(declined && {
        ...{ status: 'error' as const, statusMessage: said },
        events: [{ name: 'exception', time: 1, attributes: { 'exception.message': said } }],
      }),
    },
  ];
}

function spanOf({ traceId, spanId }: PlannedLeak['probe']) {
  return (id: string, parent: string, kind: Span['kind'], name: string, attributes: Span['attributes']) => ({
    ...{ traceId, spanId: idOf(id), parentSpanId: parent ? idOf(parent) : spanId, name, kind, attributes },
    ...{ service: SERVICE_OF[id]!, startTime: 1, duration: 1, status: 'unset' as const },
    ...{ resource: { 'service.name': SERVICE_OF[id]! }, events: [], links: [] },
  });
}

/** The id of a span by its short name. */
export function idOf(name: string): string {
  return Buffer.from(name.padEnd(8, '.')).toString('hex');
}

function linesOf({ canary, declined, probe }: PlannedLeak): LogLine[] {
  const line = (id: string, msg: string, more: object = {}): LogLine => {
    const ids = { trace_id: probe.traceId, span_id: idOf(id), trace_flags: '01' };
    const fields = { msg, ...more, 'bookstore.order.id': probe.orderId, ...ids };
    return { part: SERVICE_OF[id]!, time: 1, text: JSON.stringify(fields), fields };
  };
  return [
    line('checkout', 'checkout received', { email: canary.email }),
    line('order', 'order received'),
    declined
      ? line('process', 'payment declined', { reason: `card ${canary.card}: card declined` })
      : line('process', 'payment processed'),
  ];
}
