import { expect, test } from 'vitest';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import { countersGrowth } from '#telemetry/clients/collector-growth.ts';

const none: CollectorCounters = {
  ...{ accepted: [], refused: [], sent: [], failed: [], waiting: [], incoming: [], outgoing: [] },
  ...{ decided: [], met: [] },
};
const sent = (exporter: string, count: number) => ({ labels: { exporter, server_port: '4317' }, count });

test('each component grows by what it counted meanwhile, whatever the order of its labels', () => {
  const before = { ...none, sent: [sent('debug', 7), sent('otlp_grpc/tempo', 7)] };
  const again = { labels: { server_port: '4317', exporter: 'otlp_grpc/tempo' }, count: 9 };
  const { sent: grown } = countersGrowth(before, { ...none, sent: [again, sent('debug', 7)] });
  expect(totalOf(grown, { exporter: 'otlp_grpc/tempo' })).toBe(2);
  expect(totalOf(grown, { exporter: 'debug' })).toBe(0);
});

test('a component that met its first span meanwhile grows by all it counted', () => {
  const { accepted } = countersGrowth(none, {
    ...none,
    accepted: [{ labels: { receiver: 'otlp' }, count: 9 }],
  });
  expect(totalOf(accepted)).toBe(9);
});

test('a Collector that was started anew does not grow less', () => {
  const { sent: grown } = countersGrowth(
    { ...none, sent: [sent('debug', 700)] },
    { ...none, sent: [sent('debug', 4)] },
  );
  expect(totalOf(grown)).toBe(0);
});

test('what waits in a queue is no count: it stays as it was at the end', () => {
  const waiting = [{ labels: { exporter: 'otlp_grpc/tempo' }, count: 6 }];
  expect(countersGrowth({ ...none, waiting }, { ...none, waiting }).waiting).toEqual(waiting);
});
