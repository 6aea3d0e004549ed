import { describe, expect, test } from 'vitest';
import { leftHanging } from '#grading/experiments/leaks/left-hanging.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';

const ENDPOINT = 'http://collector.tracing:4318';
const ERROR = `traces export: processor export timeout: retry-able request failure: Post "${ENDPOINT}/v1/traces": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;

const counted = (accepted: number, refused: number) =>
  ({
    accepted: [{ labels: {}, count: accepted }],
    refused: [{ labels: {}, count: refused }],
  }) as unknown as CollectorCounters;
const complaint = { component: 'otlp_grpc/jaeger', message: 'Exporting failed. Will retry' };
const seen = { exportErrors: { orders: ERROR }, complaints: [] };

describe('a service whose spans were never answered', () => {
  test('lost them to the bench where the Collector took those of the others', () => {
    expect(leftHanging(seen, counted(33, 0), ENDPOINT)).toEqual({ service: 'orders', error: ERROR });
  });

  test.each([
    ['the Collector took nothing', seen, counted(0, 0)],
    ['the Collector refused spans', seen, counted(33, 11)],
    ['the Collector complains', { ...seen, complaints: [complaint] as never }, counted(33, 0)],
    [
      'the answer was an error',
      { ...seen, exportErrors: { orders: `traces export: ${ENDPOINT}/v1/traces: 503` } },
      counted(33, 0),
    ],
    [
      'the service sent elsewhere',
      { ...seen, exportErrors: { orders: ERROR.replace('collector.tracing', 'elsewhere') } },
      counted(33, 0),
    ],
  ])('is no excuse where %s', (_, told, counters) => {
    expect(leftHanging(told, counters, ENDPOINT)).toBeUndefined();
  });
});
