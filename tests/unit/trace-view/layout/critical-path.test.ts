import { expect, test } from 'vitest';
import type { SpanKind } from '#telemetry/trace/span.ts';
import { criticalPath } from '#trace-view/layout/critical-path.ts';
import { seeded } from '../../../faults/random.ts';

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

test('a statement that is ended just after its rows are opened is what was waited for', () => {
  // As otelsql recorded book b-900, and as it records a quick one.
  const slow = [span('query', 'request', 0.06, 80.743), span('rows', 'request', 80.731, 80.88)] as const;
  expect(pathOf(request, ...slow)).toEqual(['query', 'request', 'rows']);
  const quick = [span('query', 'request', 0.47, 0.925), span('rows', 'request', 0.922, 0.976)] as const;
  expect(pathOf(request, ...quick)).toEqual(['query', 'request', 'rows']);
});

test('short calls at the same time are not one after the other, however short they are', () => {
  const calls = [span('quick', 'request', 0, 0.02), span('last', 'request', 0.015, 0.04)] as const;
  expect(pathOf(request, ...calls)).toEqual(['last', 'request']);
});

test('in any trace, of the spans that one waits for each is all but over when the next begins', () => {
  const { between } = seeded(7);
  let pairs = 0;
  for (let trace = 0; trace < 300; trace += 1) {
    const spans = [span('0', undefined, 0, 1000)];
    for (let id = 1; id < 30; id += 1) {
      const from = between(0, 999);
      spans.push(span(String(id), String(between(0, id - 1)), from, between(from, 1050)));
    }
    const path = criticalPath(spans);
    const siblings = Map.groupBy(
      spans.filter(({ spanId }) => path.has(spanId)),
      ({ parentSpanId }) => parentSpanId,
    );
    for (const group of siblings.values()) {
      const inTurn = group.toSorted((a, b) => a.start - b.start);
      for (const [index, { start, duration }] of inTurn.slice(0, -1).entries()) {
        const beside = start + duration - inTurn[index + 1]!.start;
        expect(beside).toBeLessThanOrEqual(0.001 + duration * 0.05);
        pairs += 1;
      }
    }
  }
  expect(pairs).toBeGreaterThan(100);
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
