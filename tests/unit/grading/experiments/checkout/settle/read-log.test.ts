import { expect, test } from 'vitest';
import { ORDER_KEY, type Probe } from '#grading/experiments/checkout/probes/probe.ts';
import { exportErrorsIn, logsOfOrder } from '#grading/experiments/checkout/settle/read-log.ts';
import type { LogLine } from '#runtimes/runtime.ts';

const probe: Probe = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), orderId: 'order', header: '' };
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
      trace_id: probe.traceId,
      trace_flags: '01',
    }),
    line('storefront', { msg: 'checkout failed', error: 'orders: answered 404', [ORDER_KEY]: 'order' }),
    line('orders', { msg: 'order received', [ORDER_KEY]: 'another' }),
  ];
  expect(logsOfOrder(lines, probe)).toMatchObject([
    { service: 'storefront', message: 'checkout received', traceId: probe.traceId, sampled: true },
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
