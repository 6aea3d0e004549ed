import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';
import { isOwnTraceId, ownTraceId } from '#telemetry/trace/own-trace-id.ts';

test('every request of a check is known by its trace id, and no request of a learner is', () => {
  for (const random of ['anywhere', 'low', 'high'] as const) {
    expect(isOwnTraceId(newProbe({ random }).traceId)).toBe(true);
    expect(isOwnTraceId(newProbe({ random, byLearner: true }).traceId)).toBe(false);
  }
  for (let one = 0; one < 1000; one += 1) {
    expect(isOwnTraceId(newTraceId())).toBe(false);
    expect(isOwnTraceId(ownTraceId(newTraceId()))).toBe(true);
  }
});

test('the digits that samplers look at stay as they were chosen', () => {
  const chosen = '0123456789abcdef00000000000000ff';
  expect(ownTraceId(chosen)).toMatch(/^01234567[0-9a-f]{8}00000000000000ff$/);
  expect(ownTraceId(ownTraceId(chosen))).toBe(ownTraceId(chosen));
});

test('an id that differs in one digit is none of a check', () => {
  const own = ownTraceId(newTraceId());
  const other = own.slice(0, 31) + (own.endsWith('0') ? '1' : '0');
  expect(isOwnTraceId(other)).toBe(false);
  expect(isOwnTraceId('')).toBe(false);
  expect(isOwnTraceId(own.slice(0, 31))).toBe(false);
});
