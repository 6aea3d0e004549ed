import { expect, test } from 'vitest';
import { targetOf } from '#grading/experiments/pipeline/exporter-target.ts';
import { graphOf } from './graph.ts';

const targetAt = (settings: object | null, addresses?: Record<string, string>) =>
  targetOf(graphOf({ exporters: { one: settings }, ...(addresses && { addresses }) }), 'one');

test.each([
  ['127.0.0.1:6317', 'tempo'],
  ['localhost:6317', 'tempo'],
  ['http://localhost:6317/', 'tempo'],
  ['dns:///localhost:6317', 'tempo'],
  ['127.0.0.1:7317', 'jaeger'],
  ['http://127.0.0.1:7318/v1/traces', 'jaeger'],
  ['127.0.0.1:5317', 'itself'],
  ['http://localhost:5318', 'itself'],
  ['127.0.0.1:9', 'elsewhere'],
])('an exporter is told by its address: %s', (endpoint, target) => {
  expect(targetAt({ endpoint })).toBe(target);
});

test('an address for traces alone goes before the other; one without any sends nowhere', () => {
  expect(targetAt({ endpoint: '', traces_endpoint: 'http://127.0.0.1:7318/v1/traces' })).toBe('jaeger');
  expect(targetAt(null)).toBe('no-address');
});

test('in pods the backends share a port, and a Service has a long and a short name', () => {
  const pod = {
    OTLP_GRPC_ADDRESS: '0.0.0.0:4317',
    OTLP_HTTP_ADDRESS: '0.0.0.0:4318',
    TEMPO_OTLP_ADDRESS: 'tempo:4317',
    JAEGER_OTLP_ADDRESS: 'jaeger:4317',
    JAEGER_OTLP_URL: 'http://jaeger:4318',
  };
  expect(targetAt({ endpoint: 'tempo.tracing.svc.cluster.local:4317' }, pod)).toBe('tempo');
  expect(targetAt({ endpoint: 'jaeger:4317' }, pod)).toBe('jaeger');
  expect(targetAt({ endpoint: 'collector:4317' }, pod)).toBe('itself');
  expect(targetAt({ endpoint: 'localhost:4317' }, pod)).toBe('itself');
});
