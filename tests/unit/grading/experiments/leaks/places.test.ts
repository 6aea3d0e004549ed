import { expect, test } from 'vitest';
import {
  leaksInLine,
  leaksInMessage,
  leaksInSeries,
  leaksInSpan,
} from '#grading/experiments/leaks/scan/leaks-in.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import type { Span } from '#telemetry/trace/span.ts';

const canary = { card: '4000001234567899', email: 'ada.0a1b2c3d4e@example.org' };
const { card, email } = canary;

/** A span with a value in every place that OTLP has for one. */
const everywhere: Span = {
  traceId: '1'.repeat(32),
  spanId: '2'.repeat(16),
  traceState: `shop=${card}`,
  name: `checkout of ${email}`,
  kind: 'server',
  service: 'storefront',
  startTime: 1,
  duration: 1,
  status: 'error',
  statusMessage: `card ${card}`,
  attributes: { 'enduser.email': email, 'payment.card.number': Number(card), cards: ['x', card], [email]: 1 },
  resource: { 'service.name': 'storefront', owner: email },
  scope: `shop/${email}`,
  scopeAttributes: { owner: email },
  events: [{ name: `paid by ${email}`, time: 1, attributes: { 'exception.message': card } }],
  links: [
    { traceId: '3'.repeat(32), spanId: '4'.repeat(16), traceState: `a=${card}`, attributes: { who: email } },
  ],
};

const PLACES = [
  'attribute enduser.email email plain',
  'attribute payment.card.number card number',
  'attribute cards card plain',
  `attribute ${email} email plain`,
  'span-name  email plain',
  'event  email plain',
  'event exception.message card plain',
  'status  card plain',
  'resource owner email plain',
  'scope  email plain',
  'scope owner email plain',
  'link who email plain',
  'trace-state  card plain',
  'trace-state  card plain',
];

test('a value is found in every place of a span, also behind OTLP’s encoding', () => {
  for (const span of [everywhere, decodeTrace(JSON.parse(JSON.stringify(encodeTrace([everywhere]))))[0]!]) {
    const found = leaksInSpan(span, canary);
    expect(found.map(({ place, key, secret, form }) => `${place} ${key} ${secret} ${form}`)).toEqual(PLACES);
  }
});

test('a card number that is split into a list is found', () => {
  const span = { ...everywhere, name: 'x', attributes: { card: ['4000', '0012', '3456', '7899'] } };
  expect(leaksInSpan(span, canary)[0]).toEqual({
    ...{ place: 'attribute', key: 'card', secret: 'card', form: 'digits' },
  });
});

test('ids and times of a span are no places', () => {
  const ids: Span = {
    ...everywhere,
    ...{ traceState: '', name: '', statusMessage: '', attributes: {}, resource: {}, scope: '' },
    ...{ scopeAttributes: {}, events: [], links: [] },
    ...{ traceId: card.repeat(2), spanId: card, startTime: Number(card) },
  };
  expect(leaksInSpan(ids, canary)).toEqual([]);
});

test('a value is found in every field of a line, and in one that is no JSON', () => {
  const fields = { msg: 'payment declined', reason: `card ${card}`, who: { email }, trace_id: '1' };
  expect(leaksInLine({ text: JSON.stringify(fields), fields }, canary)).toEqual([
    { place: 'log', key: 'reason', secret: 'card', form: 'plain' },
    { place: 'log', key: 'who', secret: 'email', form: 'plain' },
  ]);
  expect(leaksInLine({ text: `panic: ${email}` }, canary)).toEqual([
    { place: 'log', key: '', secret: 'email', form: 'plain' },
  ]);
});

test('a value is found in the labels of a series and in the headers of a message', () => {
  const labels = { route: 'POST /orders', customer: email };
  expect(leaksInSeries({ name: 'requests', labels }, canary)).toEqual([
    { place: 'metric', key: 'customer', secret: 'email', form: 'plain' },
  ]);
  const headers = [
    { name: 'traceparent', type: 'text' as const, value: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` },
    { name: 'baggage', type: 'bytes' as const, value: `customer=${encodeURIComponent(email)},card=${card}` },
  ];
  expect(leaksInMessage({ messageId: '', headers }, canary)).toEqual([
    { place: 'message', key: 'baggage', secret: 'card', form: 'plain' },
    { place: 'message', key: 'baggage', secret: 'email', form: 'percent-encoded' },
  ]);
});
