import { expect, test } from 'vitest';
import { firstSpanIdOf, traceIdsOf } from '#course/evidence-ids.ts';
import { evidenceText } from '#course/evidence-text.ts';
import { type Evidence, EvidenceSchema } from '#course/verdict.ts';

const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';
const T2 = '5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60';
const S1 = '00f067aa0ba902b7';
const S2 = '53995c3f42cd8ad8';

const facts: Evidence[] = [
  {
    kind: 'log',
    service: 'orders',
    line: 'order placed',
    traceId: T1,
    spanId: S1,
    field: 'trace_id',
    note: 'a',
  },
  { kind: 'span', service: 'orders', traceId: T2, note: 'The trace as a whole.' },
  { kind: 'span', service: 'orders', traceId: T2, spanId: S2, note: 'It has no parent.' },
  {
    kind: 'metric',
    series: 'latency_bucket',
    labels: { le: '+Inf', route: 'POST "/"' },
    value: 'NaN',
    exemplar: { traceId: T1 },
  },
  { kind: 'metric', series: 'up', value: '1', note: 'Every target answers.' },
  { kind: 'config', file: 'collector.yaml', path: 'service.pipelines', note: 'It has no exporter.' },
  { kind: 'config', file: 'internal/a.go', line: 31, column: 2, note: 'undefined: x' },
  { kind: 'backend', name: 'jaeger', note: 'It holds no span of this trace.' },
  {
    ...{ kind: 'message', queue: 'payments', messageId: 'm-1', traceId: T1, redelivered: true },
    headers: [
      { name: 'traceparent', type: 'text', value: '00-a' },
      { name: 'x-attempt', type: 'integer', value: '3' },
    ],
  },
  { kind: 'message', queue: 'payments', messageId: '', headers: [], note: 'It was sent by nobody.' },
  { kind: 'log', service: 'orders', line: 'listening', time: 0 },
  {
    ...{ kind: 'log', service: 'catalog', traceId: T1 },
    line: `{"time":"t","level":"INFO","msg":"book looked up","service":"catalog","price_cents":3450,"trace_id":"${T1}"}`,
  },
  { kind: 'log', service: 'catalog', line: '{"level":"ERROR","msg":"not sent","error":"context canceled"}' },
  { kind: 'log', service: 'orders', line: 'listening', note: 'It says “listening” twice.' },
];

test('every fact is what the schema says', () => {
  expect(facts.map((fact) => EvidenceSchema.parse(fact))).toEqual(facts);
});

test('the traces of all kinds are found, each once, most telling first', () => {
  expect(traceIdsOf(facts)).toEqual([T1, T2]);
  expect(traceIdsOf([{ kind: 'span', traceId: '', service: 'orders', note: 'of an early version' }])).toEqual(
    [],
  );
});

test('the span of a verdict is a stored one where there is one, else the one a line names', () => {
  expect(firstSpanIdOf(facts)).toBe(S2);
  expect(firstSpanIdOf(facts.slice(0, 2))).toBe(S1);
  expect(firstSpanIdOf([])).toBeUndefined();
});

test('a service that left no span has none marked, and neither has its healthy neighbour', () => {
  const missing: Evidence = { kind: 'span', service: 'catalog', traceId: T2, note: 'It left no span.' };
  expect(firstSpanIdOf([missing, ...facts])).toBeUndefined();
});

test('every fact in words', () => {
  const words = facts.map(evidenceText).map(({ about, seen }) => `${about} | ${seen}`);
  expect(words.join('\n')).toMatchInlineSnapshot(`
    "orders | order placed (a)
    orders | The trace as a whole.
    orders | It has no parent.
    latency_bucket{le="+Inf", route="POST \\"/\\""} | NaN
    up | 1: Every target answers.
    collector.yaml (service.pipelines) | It has no exporter.
    internal/a.go:31:2 | undefined: x
    jaeger | It holds no span of this trace.
    message in payments | delivered again, traceparent: 00-a, x-attempt (integer): 3.
    message in payments | no headers. It was sent by nobody.
    orders | listening
    catalog | book looked up price_cents=3450
    catalog | ERROR not sent error=context canceled
    orders | It says “listening” twice."
  `);
});
