import { expect, test } from 'vitest';
import { complaintsIn } from '#grading/experiments/pipeline/complaints-in.ts';
import type { LogLine } from '#runtimes/runtime.ts';

const line = (fields: Record<string, unknown>, part: LogLine['part'] = 'collector'): LogLine => ({
  ...{ part, time: 0, text: JSON.stringify(fields), fields },
});
const retry = (error: string) =>
  line({
    ...{ level: 'info', msg: 'Exporting failed. Will retry the request after interval.', error },
    'otelcol.component.id': 'otlp_grpc/tempo',
  });

test('an exporter that tries again complains at level info, and each thing is told once', () => {
  const lines = [
    line({ level: 'info', msg: 'Everything is ready. Begin running and processing data.' }),
    retry('connection refused'),
    retry('connection refused'),
    retry('tls: first record does not look like a TLS handshake'),
  ];
  expect(complaintsIn(lines)).toEqual([
    { component: 'otlp_grpc/tempo', message: 'connection refused' },
    { component: 'otlp_grpc/tempo', message: 'tls: first record does not look like a TLS handshake' },
  ]);
});

test('what other parts complain of, and lines that are no objects, are not the Collector’s', () => {
  const lines: LogLine[] = [
    line({ error: 'traces export: connection refused' }, 'orders'),
    { part: 'collector', time: 0, text: 'error: no object' },
  ];
  expect(complaintsIn(lines)).toEqual([]);
});
