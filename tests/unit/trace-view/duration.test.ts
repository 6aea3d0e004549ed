import { expect, test } from 'vitest';
import type { Span } from '#telemetry/trace/span.ts';
import { showDuration } from '#trace-view/duration.ts';
import { waterfall } from '#trace-view/text/waterfall.ts';

test.each([
  [0, '0'],
  [0.009, '9 µs'],
  [0.34, '340 µs'],
  [0.9996, '1 ms'],
  [4.25, '4.3 ms'],
  [5, '5 ms'],
  [9.96, '10 ms'],
  [119.6, '120 ms'],
  [999.7, '1 s'],
  [1250, '1.25 s'],
  [-20.4, '-20 ms'],
])('writes %d ms as %s', (milliseconds, words) => {
  expect(showDuration(milliseconds)).toBe(words);
});

test('a drawing in text writes durations as the page does', () => {
  const connect: Span = {
    ...{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), service: 'orders', name: 'connect' },
    ...{ startTime: 0, duration: 0.009, attributes: {}, events: [], links: [], scope: '', resource: {} },
    kind: 'client',
    status: 'unset',
  };
  expect(waterfall([connect])).toContain(' 9 µs  root');
});
