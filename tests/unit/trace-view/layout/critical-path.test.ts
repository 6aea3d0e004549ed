import { expect, test } from 'vitest';
import type { SpanKind } from '#telemetry/trace/span.ts';
import { criticalPath } from '#trace-view/layout/critical-path.ts';

/** A span from one time to another, in milliseconds. */
const span = (
  spanId: string,
  parentSpanId: string | undefined,
  from: number,
  to: number,
  kind?: SpanKind,
) => ({
  ...{ spanId, parentSpanId, kind },
  ...{ start: from, duration: to - from },
});
const pathOf = (...spans: ReturnType<typeof span>[]) => [...criticalPath(spans)].toSorted();
const request = span('request', undefined, 0, 100);

test('calls one after the other are both part of the wait, the long one as well as the last', () => {
  const path = pathOf(
    ...[request, span('long', 'request', 1, 80), span('statement', 'long', 2, 79)],
    ...[span('short', 'request', 80, 99)],
  );
  expect(path).toEqual(['long', 'request', 'short', 'statement']);
});

test('of calls at the same time the one that ended last is waited for, and what came before it', () => {
  const path = pathOf(
    ...[request, span('before', 'request', 1, 20), span('quick', 'request', 21, 40)],
    ...[span('slow', 'request', 20, 90), span('in-quick', 'quick', 22, 30)],
  );
  expect(path).toEqual(['before', 'request', 'slow']);
});

test('nobody waits for who takes a message, in time or late, nor for work that goes on after its parent', () => {
  const path = pathOf(
    ...[request, span('publish', 'request', 10, 30, 'producer'), span('late', 'request', 50, 120)],
    ...[span('process', 'publish', 12, 14, 'consumer'), span('charge', 'process', 13, 14)],
  );
  expect(path).toEqual(['publish', 'request']);
});

test('a caller waits for its answer, though the clock of the callee is ahead', () => {
  const call = [request, span('call', 'request', 10, 60, 'client')] as const;
  expect(pathOf(...call, span('answer', 'call', 40, 90, 'server'))).toContain('answer');
});

test('a span whose parent is not there is a root as well', () => {
  expect(pathOf(request, span('lost', 'nobody', 20, 60))).toEqual(['lost', 'request']);
});

test('ends with two spans of one id, of which one names it as its parent', () => {
  expect(pathOf(request, span('request', 'request', 1, 9, 'server'))).toEqual(['request']);
});
