import { expect, test } from 'vitest';
import { newRequest, valueOfRequest } from '#bench/traffic/request-values.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { idOf, oddSpan } from '../../../fixtures/odd-traces.ts';

const START = 1_700_000_000_000;

function span(number: number, parent: number | undefined, more: Partial<Span>): Span {
  const ids = parent === undefined ? {} : { parentSpanId: idOf(parent) };
  return oddSpan(number, { ...ids, startTime: START, ...more });
}

const SPANS = [
  span(1, undefined, { service: 'storefront', kind: 'server', duration: 816 }),
  span(2, 1, { service: 'storefront', kind: 'client', duration: 8 }),
  span(3, 1, { service: 'storefront', kind: 'client', duration: 808, name: 'GET' }),
  span(4, 3, { service: 'catalog', kind: 'server', startTime: START + 1, duration: 806 }),
  span(5, 4, { service: 'catalog', kind: 'client', startTime: START + 2, duration: 803.25, name: 'SELECT' }),
];

test.each([
  ['span.storefront.client.name', 'GET'],
  ['span.storefront.client.ms', '808.000'],
  ['span.catalog.client.id', idOf(5)],
  ['span.catalog.server.own', '2.750'],
  ['span.catalog.server.start', `${START + 1}000000`],
  ['span.catalog.client.end', `${START + 805}250000`],
  ['service.catalog.sum', '1609.250'],
  ['service.catalog.own', '806.000'],
  ['service.storefront.own', '18.000'],
])('%s of a trace is %s', (path, value) => {
  expect(valueOfRequest(path, newRequest(), SPANS)).toBe(value);
});

test('ids are made fresh, and what came back is told', () => {
  const request = {
    ...newRequest(),
    answer: { status: 201, ms: 826.4 },
    trace: 'a'.repeat(32),
    receiver: 'b'.repeat(32),
  };
  expect(valueOfRequest('made.trace', request, [])).toBe(request.made.trace);
  expect(valueOfRequest('order', request, [])).toBe(request.order);
  expect(valueOfRequest('receiver.trace', request, [])).toBe('b'.repeat(32));
  expect(valueOfRequest('status', request, [])).toBe('201');
  expect(valueOfRequest('ms', request, [])).toBe('826.4');
  expect(valueOfRequest('trace', request, [])).toBe('a'.repeat(32));
  expect(newRequest().made).not.toEqual(request.made);
});

test('what is not known is said, with what there is', () => {
  expect(() => valueOfRequest('span.orders.server.id', newRequest(), SPANS.slice(0, 2))).toThrow(
    'nothing is known of “span.orders.server.id”; its trace has storefront server, storefront client',
  );
  expect(() => valueOfRequest('trace', newRequest(), [])).toThrow(
    'nothing is known of “trace”; its trace is not known or holds no span',
  );
});
