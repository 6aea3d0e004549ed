import { expect, test } from 'vitest';
import { EvidenceSchema } from '#course/verdict.ts';
import { keyedLogFact, lineFact } from '#grading/log-evidence.ts';
import { metricFact } from '#grading/metric-evidence.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

test('a raw line is kept whole, with its time and the ids it names', () => {
  const text = `{"msg":"order placed","trace_id":"${traceId}","span_id":"${spanId}"}`;
  const fields = JSON.parse(text) as Record<string, unknown>;
  const fact = lineFact(
    { part: 'orders', time: 205, written: 200, text, fields },
    { field: 'trace_id', note: 'n' },
  );
  expect(EvidenceSchema.parse(fact)).toEqual({
    kind: 'log',
    service: 'orders',
    time: 200,
    line: text,
    field: 'trace_id',
    traceId,
    spanId,
    note: 'n',
  });
});

test('what is no id leads to no trace', () => {
  expect(lineFact({ part: 'orders', time: 1, text: 'x', fields: { trace_id: 'abc', span_id: 7 } })).toEqual({
    kind: 'log',
    service: 'orders',
    time: 1,
    line: 'x',
  });
  const none = { service: 'orders', traceId: '', spanId: '', sampled: undefined, message: 'm' } as const;
  expect(keyedLogFact(none, 'n')).toEqual({ kind: 'log', service: 'orders', line: 'm', note: 'n' });
});

test('a series is named by its metric, or by the expression where that took the name', () => {
  const samples = [
    { time: 1, value: '0' },
    { time: 2, value: '0.95' },
  ];
  const exemplar = { labels: {}, value: '0.42', time: 3, traceId };
  expect(
    EvidenceSchema.parse(metricFact('x', { labels: { __name__: 'up', job: 'tempo' }, samples })),
  ).toEqual({
    kind: 'metric',
    series: 'up',
    value: '0.95',
    labels: { job: 'tempo' },
  });
  expect(
    EvidenceSchema.parse(metricFact('rate(x[1m])', { labels: {}, samples }, { exemplar, note: 'n' })),
  ).toEqual({
    kind: 'metric',
    series: 'rate(x[1m])',
    value: '0.95',
    exemplar: { traceId, value: '0.42', time: 3 },
    note: 'n',
  });
});
