import { expect, test } from 'vitest';
import { describeExit } from '#runtimes/process/exit-reason.ts';

test.each([
  [
    'a structured line',
    '{"time":"12:00","level":"ERROR","msg":"service failed","error":"no port"}',
    'service failed: no port',
  ],
  ['one without an error', '{"level":"INFO","msg":"waiting for messages"}', 'waiting for messages'],
  ['JSON that is no log line', '{"answer":42}', '{"answer":42}'],
  [
    'a plain line',
    'FATAL:  data directory has wrong ownership',
    'FATAL:  data directory has wrong ownership',
  ],
])('how a process ended is told with the words of its last line: %s', (_, line, words) => {
  expect(describeExit({ code: 1, signal: null }, line)).toBe(
    `ended with exit code 1; its last line: ${words}`,
  );
});

test('one that said nothing, and one that could not be started', () => {
  expect(describeExit({ code: null, signal: 'SIGSEGV' }, undefined)).toBe('ended by SIGSEGV');
  expect(describeExit({ code: null, signal: null, error: 'no such file' }, 'x')).toBe(
    'could not be started: no such file',
  );
});
