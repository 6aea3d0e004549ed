import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { isStopped } from '#runtimes/local/is-stopped.ts';

test('a process that was stopped is told from one that runs and one that is gone', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const pid = child.pid!;
  expect(isStopped(pid)).toBe(false);
  process.kill(pid, 'SIGSTOP');
  await vi.waitFor(() => expect(isStopped(pid)).toBe(true));
  process.kill(pid, 'SIGKILL');
  await once(child, 'exit');
  expect(isStopped(pid)).toBe(false);
});
