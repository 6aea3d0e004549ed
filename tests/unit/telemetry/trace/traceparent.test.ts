import { expect, test } from 'vitest';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { buildTraceparent } from '#telemetry/trace/traceparent.ts';

test('a traceparent header of version 00 has four fields', () => {
  const ids = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentId: '00f067aa0ba902b7' };
  expect(buildTraceparent({ ...ids, sampled: true })).toBe(
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  );
  expect(buildTraceparent({ ...ids, sampled: false })).toMatch(/-00$/);
});

test('ids are lower-case hex of their length, and differ', () => {
  const made = Array.from({ length: 100 }, () => [newTraceId(), newSpanId()] as const);
  for (const [traceId, spanId] of made) {
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(new Set(made.flat()).size).toBe(200);
});
