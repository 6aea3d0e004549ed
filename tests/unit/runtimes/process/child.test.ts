import { expect, test, vi } from 'vitest';
import { startChild } from '#runtimes/process/child.ts';
import { membersOf } from './group.ts';

const shell = (script: string) => ({
  file: '/bin/sh',
  args: ['-c', script],
  env: { PATH: '/usr/bin:/bin' },
  cwd: '/',
});

test('its end is known at once, though something it started holds its output, and is ended too', async () => {
  const lines: string[] = [];
  const began = performance.now();
  const child = startChild(shell('sleep 30 & echo the last words'), (line) => lines.push(line));
  expect(await child.exited).toEqual({ code: 0, signal: null });
  // The sleep would hold the pipe for 30 s.
  expect(performance.now() - began).toBeLessThan(5000);
  expect(lines).toEqual(['the last words']);
  await vi.waitFor(() => expect(membersOf(child.pid!)).toEqual([]));
});

test('a stop reaches a process that somebody holds with SIGSTOP, without waiting out the delay', async () => {
  const child = startChild(shell('exec sleep 30'), () => undefined);
  process.kill(child.pid!, 'SIGSTOP');
  const asked = performance.now();
  expect(await child.stop('SIGTERM', 20_000)).toEqual({ code: null, signal: 'SIGTERM' });
  expect(performance.now() - asked).toBeLessThan(5000);
});

test('a stop that is not followed ends with SIGKILL after its delay', async () => {
  const lines: string[] = [];
  const script = 'trap "" TERM; echo deaf; while :; do sleep 0.1; done';
  const child = startChild(shell(script), (line) => lines.push(line));
  await vi.waitFor(() => expect(lines).toEqual(['deaf']));
  expect(await child.stop('SIGTERM', 300)).toEqual({ code: null, signal: 'SIGKILL' });
  await vi.waitFor(() => expect(membersOf(child.pid!)).toEqual([]));
});

test('a program that is not there has no number, and ends with the reason', async () => {
  const child = startChild({ ...shell(''), file: '/no/such/program' }, () => undefined);
  expect(child.pid).toBeUndefined();
  expect(await child.exited).toMatchObject({ code: null, error: 'spawn /no/such/program ENOENT' });
});
