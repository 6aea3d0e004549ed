import { expect, test } from 'vitest';
import { keepRawLines } from '#runtimes/logs/raw-lines.ts';
import type { LogLine } from '#runtimes/runtime.ts';

function scriptedLog() {
  let listener = (_line: LogLine) => {};
  let until: AbortSignal | undefined;
  return {
    follow(next: typeof listener, signal: AbortSignal) {
      listener = next;
      until = signal;
    },
    write: (part: LogLine['part'], time: number, text: string, more: Partial<LogLine> = {}) =>
      until?.aborted || listener({ part, time, text, ...more }),
  };
}

test('the lines of a time are kept as they were written, by service', () => {
  const log = scriptedLog();
  const stop = new AbortController();
  const lines = keepRawLines(log.follow, stop.signal);
  log.write('orders', 99, 'before');
  log.write('orders', 100, '{"msg":"first"}', { fields: { msg: 'first' } });
  log.write('tempo', 101, 'of no service');
  log.write('catalog', 150, 'panic: boom');
  log.write('orders', 200, 'last');
  log.write('orders', 201, 'after');
  stop.abort();
  log.write('orders', 150, 'too late');
  expect(lines.between({ start: 100, end: 200 })).toEqual({
    storefront: [],
    catalog: [{ part: 'catalog', time: 150, text: 'panic: boom' }],
    orders: [
      { part: 'orders', time: 100, text: '{"msg":"first"}', fields: { msg: 'first' } },
      { part: 'orders', time: 200, text: 'last' },
    ],
    'payments-worker': [],
  });
  expect(lines.lost()).toBe(0);
});

test('a line counts when it was written, where that is known, and comes in that order', () => {
  const log = scriptedLog();
  const lines = keepRawLines(log.follow, new AbortController().signal);
  log.write('orders', 205, 'second', { written: 120 });
  log.write('orders', 210, 'first', { written: 110 });
  const { orders } = lines.between({ start: 100, end: 200 });
  expect(orders.map(({ text }) => text)).toEqual(['first', 'second']);
});

test('a flood costs the oldest lines, and says how many', () => {
  const log = scriptedLog();
  const lines = keepRawLines(log.follow, new AbortController().signal, 1500);
  for (let time = 1; time <= 5; time++) log.write('orders', time, `line ${time}`);
  expect(lines.between({ start: 0, end: 9 }).orders.map(({ text }) => text)).toEqual([
    'line 3',
    'line 4',
    'line 5',
  ]);
  expect(lines.lost()).toBe(2);
});
