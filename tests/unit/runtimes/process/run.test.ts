import { expect, test, vi } from 'vitest';
import { run } from '#runtimes/process/run.ts';
import { membersOf } from './group.ts';

const never = new AbortController().signal;
const shell = (script: string, env: Record<string, string> = {}) => ({
  file: '/bin/sh',
  args: ['-c', script],
  env: { PATH: '/usr/bin:/bin', ...env },
  cwd: '/',
});

test('a command comes to its end with its code and both outputs', async () => {
  const lines: string[] = [];
  const onLine = (line: string) => lines.push(line);
  const ended = await run(shell('echo one; echo two >&2; exit 3'), never, { onLine });
  expect(ended).toMatchObject({ code: 3, signal: null, stdout: 'one' });
  expect(ended.output.split('\n').toSorted()).toEqual(['one', 'two']);
  expect(lines).toEqual(['two']);
});

test('a program that is not there is an answer, not an error', async () => {
  const ended = await run({ ...shell(''), file: '/no/such/program' }, never);
  expect(ended).toMatchObject({ code: null, error: 'spawn /no/such/program ENOENT' });
});

test('its environment is the one it is given, and nothing more', async () => {
  const command = { ...shell('', { MARK: 'mine' }), file: '/usr/bin/env', args: [] };
  const { stdout } = await run(command, never);
  expect(stdout.split('\n').toSorted()).toEqual(['MARK=mine', 'PATH=/usr/bin:/bin']);
});

test('abort ends what the command has started too', async () => {
  const giving = new AbortController();
  let group = 0;
  const onStart = (pid: number) => {
    group = pid;
  };
  const ended = run(shell('sleep 30 & sleep 30 & wait'), giving.signal, { onStart });
  await vi.waitFor(() => expect(membersOf(group)).toHaveLength(3));
  giving.abort(new Error('given up'));
  await expect(ended).rejects.toThrow('given up');
  await vi.waitFor(() => expect(membersOf(group)).toEqual([]));
});

test('a command whose signal has aborted is not started', async () => {
  const onStart = vi.fn();
  const ended = run(shell('true'), AbortSignal.abort(new Error('given up')), { onStart });
  await expect(ended).rejects.toThrow('given up');
  expect(onStart).not.toHaveBeenCalled();
});
