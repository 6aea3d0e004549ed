import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { type OwnTraces, ownTraceOf } from '#grading/experiments/own-traces/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { checks } from '../../labs/read-a-trace/checks.ts';
import { healthy, id } from './bookstore-spans.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test('an id that lost a digit on the way is named with its length, and not with a zero before it', () => {
  const short = ID.slice(0, 31);
  expect(judged(short)).toMatchObject({
    ...{ finding: 'not-a-trace-id', evidence: [] },
    values: { typed: short, detail: 'It has 31 digits, and a trace id has 32.' },
  });
  expect(judged(ID).finding).toBe('trace-not-found');
});

test('an id without its zeros at the beginning is one, where Tempo knows it', () => {
  const traceId = ID.replace('4', '0');
  expect(judged(traceId.slice(1), traceId).finding).not.toBe('not-a-trace-id');
});

test('another book is shown at the span of catalog whose address names it', () => {
  const { finding, evidence } = judged(ID, ID);
  const [fact] = evidence;
  expect([finding, fact]).toMatchObject(['wrong-trace', { service: 'catalog', spanId: id('k') }]);
});

test('the own time of storefront’s SERVER span alone leaves out its two calls, and no statement', () => {
  const { finding, values, evidence } = ownTimes({ storefront: 0.9, catalog: 1.6, orders: 882 });
  expect([finding, values?.others]).toEqual([
    'spans-left-out',
    'the CLIENT span “GET /books/{id}” to catalog and the CLIENT span “POST /orders” to orders',
  ]);
  expect(evidence.map((fact) => 'spanId' in fact && fact.spanId)).toEqual([id('s'), id('c1'), id('c2')]);
});

test('that of orders leaves out its statement and its message', () => {
  const { finding, values } = ownTimes({ storefront: 71, catalog: 1.6, orders: 9 });
  expect([finding, values?.others]).toEqual([
    'spans-left-out',
    'the CLIENT span “INSERT orders” to Postgres and the PRODUCER span “publish payments” to RabbitMQ',
  ]);
});

/** The verdict of the last step on own times, for a checkout on a busy machine whose calls took long to connect. */
function ownTimes(given: Record<'storefront' | 'catalog' | 'orders', number>) {
  const [s, c1, c2] = healthy.storefront;
  const [o, i, p] = healthy.orders;
  const route = { 'http.route': '/checkout', 'http.response.status_code': 201 };
  const spans: Span[] = [
    { ...s!, ...times(0, 955), attributes: route },
    {
      ...c1!,
      ...times(0.5, 53),
      name: 'GET /books/{id}',
      attributes: { 'url.full': 'http://c/books/b-910' },
    },
    { ...healthy.catalog[0]!, ...times(2, 1.6) },
    { ...c2!, ...times(53.9, 901), name: 'POST /orders' },
    { ...o!, ...times(70, 882) },
    { ...i!, ...times(74, 815), name: 'INSERT orders', attributes: { 'db.system.name': 'postgresql' } },
    { ...p!, ...times(892, 58), name: 'publish payments', attributes: { 'messaging.system': 'rabbitmq' } },
  ].map((one) => ({ ...one, traceId: ID }));
  const number = (value: number) => ({ kind: 'number', typed: String(value), value }) as const;
  return checks['own-time']!.judge!({
    ...seenOf(ID, spans),
    answers: {
      trace: { kind: 'trace', typed: ID, digits: ID, value: ID },
      wait: number(955),
      storefront: number(given.storefront),
      catalog: number(given.catalog),
      orders: number(given.orders),
    },
  });
}

const times = (startTime: number, duration: number) => ({ startTime, duration });

/** The verdict of the first step on what was typed, where Tempo has one trace, of a checkout of b-100. */
function judged(typed: string, stored?: string) {
  const ofShop = [...healthy.storefront, ...healthy.catalog].map((one): Span => {
    const traceId = stored ?? ID;
    if (one.service === 'catalog' && one.kind === 'server')
      return { ...one, traceId, attributes: { ...one.attributes, 'url.path': '/books/b-100' } };
    const isTop = one.service === 'storefront' && one.kind === 'server';
    const more = { 'http.route': '/checkout', 'http.response.status_code': 201 };
    return { ...one, traceId, attributes: { ...one.attributes, ...(isTop && more) } };
  });
  return checks['slow-hop']!.judge!({
    ...seenOf(stored, ofShop),
    answers: {
      trace: { kind: 'trace', typed, digits: typed, value: typed.padStart(32, '0') },
      service: { kind: 'service', typed: 'catalog', value: 'catalog' },
      span: { kind: 'span', typed: 'SELECT', value: 'SELECT' },
    },
  });
}

/** What the check saw besides the answers, with one trace stored, or none. */
function seenOf(stored: string | undefined, spans: Span[]): Omit<OwnTraces, 'answers'> {
  const facts = { answered: true, spans, lines: [], growing: false };
  return {
    traces: stored ? [ownTraceOf({ traceId: stored, ...facts })] : [],
    ...{ more: false, spanIds: {}, since: 0, exportErrors: {} },
    control: {
      ...{ probe: newProbe(), answer: { status: 201, body: '', sent: 1, answered: 2 } },
      ...{ stored: true, whole: true, spans: [] },
    },
  };
}
