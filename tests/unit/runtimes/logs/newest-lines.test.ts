import { expect, test } from 'vitest';
import { newestLines } from '#runtimes/logs/newest-lines.ts';
import type { LogLine } from '#runtimes/runtime.ts';

const line = (text: string, generation?: number): LogLine => ({
  part: 'collector',
  time: 0,
  text,
  ...(generation !== undefined && { generation }),
});

test('what a start says last is not what the one before it said meanwhile', () => {
  const lines = [line('old', 1), line('about it'), line('bad address', 2), line('Shutdown complete.', 1)];
  expect(newestLines(lines, 1, 5)).toEqual(['bad address']);
});

test('of many lines the newest are given, those of a second start as well', () => {
  const lines = [line('a', 2), line('b', 2), line('c', 3)];
  expect(newestLines(lines, 1, 2)).toEqual(['b', 'c']);
  expect(newestLines(lines, 3, 2)).toEqual([]);
});
