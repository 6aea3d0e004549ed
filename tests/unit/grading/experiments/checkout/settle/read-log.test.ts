import { describe, expect, test } from 'vitest';
import { ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import { exportErrorsIn, logsByOrder, logsByRequest } from '#grading/experiments/checkout/settle/read-log.ts';
import type { LogLine } from '#runtimes/runtime.ts';

const traceId = 'a'.repeat(32);
const line = (part: LogLine['part'], fields: Record<string, unknown>): LogLine => ({
  part,
  time: 1,
  text: JSON.stringify(fields),
  fields,
});

test('a line of an order says what its program logged, and the error too', () => {
  const lines = [
    line('storefront', {
      msg: 'checkout received',
      [ORDER_KEY]: 'order',
      trace_id: traceId,
      trace_flags: '01',
    }),
    line('storefront', { msg: 'checkout failed', error: 'orders: answered 404', [ORDER_KEY]: 'order' }),
    line('orders', { msg: 'order received', [ORDER_KEY]: 'another' }),
  ];
  expect(logsByOrder(lines).get('order')).toMatchObject([
    { service: 'storefront', message: 'checkout received', traceId, sampled: true },
    {
      service: 'storefront',
      message: 'checkout failed: orders: answered 404',
      traceId: '',
      sampled: undefined,
    },
  ]);
});

test('only what an exporter says is a complaint of an exporter', () => {
  const refused = 'traces export: Post "http://127.0.0.1:9/v1/traces": connection refused';
  const lines = [
    line('storefront', { msg: 'telemetry problem', error: 'traces export: an older one' }),
    line('storefront', { msg: 'telemetry problem', error: refused }),
    line('orders', { msg: 'telemetry problem', error: 'unsupported sampler: parentbased_ratio' }),
    line('orders', { msg: 'telemetry problem', error: 'invalid trace ID ratio: greater than 1.0' }),
    line('tempo', { msg: 'traces export: not a service' }),
    { part: 'catalog', time: 1, text: `2026/11/29 10:00:00 ${refused}` } as const,
  ];
  expect(exportErrorsIn(lines)).toEqual({
    storefront: refused,
    catalog: `2026/11/29 10:00:00 ${refused}`,
  });
});

describe('a line of catalog belongs to', () => {
  const at = (time: number, book: string, trace_id?: string): LogLine => ({
    ...line('catalog', { msg: 'look-up received', book, ...(trace_id && { trace_id }) }),
    time,
  });
  const asked = (book: string, sent: number, own: string) => ({
    book,
    answer: { status: 201, body: '', sent, answered: sent + 20 },
    traceIds: [own],
  });
  const requests = [asked('b-100', 200, 'one'), asked('b-100', 100, 'two'), asked('b-900', 100, 'slow')];
  const traces = (lines: LogLine[]) =>
    logsByRequest(lines, requests).map((logs) => logs.map((log) => log.traceId));

  test('the request whose trace it names, whatever its time', () => {
    expect(traces([at(999, 'b-100', 'two'), at(0, 'b-900', 'slow')])).toEqual([[], ['two'], ['slow']]);
  });

  test('the request whose own trace it names, though other requests have put spans into it', () => {
    const shared = requests.map((one, index) => ({ ...one, traceIds: [`own ${index}`, 'own 1'] }));
    expect(logsByRequest([at(210, 'b-100', 'own 1')], shared).map((logs) => logs.length)).toEqual([0, 1, 0]);
  });

  test('the earliest request for its book that has none, where it names another trace', () => {
    expect(traces([at(210, 'b-100', 'x'), at(215, 'b-100', 'y')])).toEqual([['y'], ['x'], []]);
    expect(traces([at(210, 'b-100', 'x'), at(215, 'b-100', 'two')])).toEqual([['x'], ['two'], []]);
  });

  test('its own request where many are in one trace, which began before all of them', () => {
    const kept = [at(50, 'b-100', 'old'), at(110, 'b-100', 'old'), at(115, 'b-900', 'old')];
    expect(traces(kept)).toEqual([[], ['old'], ['old']]);
  });

  test('no request of another time or book', () => {
    expect(traces([at(900, 'b-100', 'x'), at(210, 'b-300', 'y')])).toEqual([[], [], []]);
  });
});
