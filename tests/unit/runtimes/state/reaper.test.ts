import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAlive, startTimeOf } from '#runtimes/process/identity.ts';
import { readRecords, recordProcesses } from '#runtimes/state/processes.ts';
import { reap, reapAtOnce } from '#runtimes/state/reaper.ts';

/** A process may need seconds for anything on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 20 };
/** reap gives processes 3 s and 1 s of grace, in up to five rounds. */
const REAPING = 60_000;
const started: ChildProcess[] = [];
let stateFolder: string;
let instance: string;

beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'spanwise-reaper-'));
  instance = randomUUID();
});
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      // The group: a shell's sleep would outlive it.
      process.kill(-pid!, 'SIGKILL');
    } catch {
      // The test has ended it.
    }
  }
});

describe('recorded processes', () => {
  test('are written down with pid and start time, and struck off', () => {
    const { pid } = sleeper();
    const records = recordProcesses(stateFolder, instance);
    records.add(pid, 'tempo');
    expect(readRecords(stateFolder)).toEqual([{ pid, startTime: startTimeOf(pid), part: 'tempo', instance }]);
    records.remove(pid);
    expect(readRecords(stateFolder)).toEqual([]);
  });

  test.each(['', 'null', '{}', '[null, {}, {"pid":0}, {"pid":-1,"startTime":"x"}]'])(
    'are none in a list that says %j',
    (text) => {
      writeFileSync(join(stateFolder, 'processes.json'), text);
      expect(readRecords(stateFolder)).toEqual([]);
    },
  );

  test('that cannot be written cost the record, not the server', () => {
    const records = recordProcesses(join(stateFolder, 'gone'), instance);
    records.add(sleeper().pid, 'tempo');
    records.remove(1);
    expect(readRecords(join(stateFolder, 'gone'))).toEqual([]);
  });

  test(
    'are ended with their whole group, also when they ignore SIGTERM or are stopped',
    async () => {
      const stubborn = script('trap "" TERM; sleep 1000 & echo $!; wait');
      const grandchild = Number(await firstLine(stubborn.child));
      const stopped = sleeper();
      process.kill(stopped.pid, 'SIGSTOP');
      const records = recordProcesses(stateFolder, instance);
      records.add(stubborn.pid, 'catalog');
      records.add(stopped.pid, 'orders');
      await expect(reap(readRecords(stateFolder), [])).resolves.toBe(2);
      // The rest of a group got the same signal; that it is gone a moment later is the system's to say.
      await vi.waitFor(
        () => expect([stubborn.pid, grandchild, stopped.pid].filter((pid) => startTimeOf(pid))).toEqual([]),
        PATIENT,
      );
    },
    REAPING,
  );

  test('are left alone when the number belongs to another process by now', async () => {
    const { pid } = sleeper();
    const other = { pid, startTime: 'another boot:77', part: 'tempo', instance };
    await expect(reap([other], [])).resolves.toBe(0);
    expect(startTimeOf(pid)).toBeDefined();
  });
});

describe.runIf(process.platform === 'linux')('processes that only carry the mark', () => {
  const LOOSE = 'nohup setsid sleep 1000 >/dev/null 2>&1 & echo $!; exit 0';

  test.each([
    ['in good order', (mark: string) => reap([], [mark])],
    ['at once', async (mark: string) => reapAtOnce([], [mark])],
  ])(
    'are found after nohup and setsid and ended %s, and others are not touched',
    async (_, end) => {
      const shell = script(LOOSE, { SPANWISE_INSTANCE: instance });
      const loose = Number(await firstLine(shell.child));
      const foreign = script('sleep 1000', { SPANWISE_INSTANCE: randomUUID() });
      // Until then it is the shell's own child, which the end of the shell's group would reach.
      await vi.waitFor(() => expect(commandOf(loose)).toBe('sleep'), PATIENT);
      const identity = { pid: loose, startTime: startTimeOf(loose)! };
      expect(isAlive(identity)).toBe(true);
      await end(instance);
      await vi.waitFor(() => expect(isAlive(identity)).toBe(false), PATIENT);
      expect(startTimeOf(foreign.pid)).toBeDefined();
    },
    REAPING,
  );

  test('are found by exactly this mark, not by a longer one', async () => {
    const longer = script('sleep 1000', { SPANWISE_INSTANCE: `${instance}-b` });
    await expect(reap([], [instance])).resolves.toBe(0);
    expect(startTimeOf(longer.pid)).toBeDefined();
  });
});

test(
  'a zombie counts as ended',
  async () => {
    // The shell gives way to a program that never asks after its child, before that one ends: a shell would ask.
    const parent = script('sleep 0.5 & echo $!; exec sleep 1000');
    const zombie = Number(await firstLine(parent.child));
    await vi.waitFor(() => expect(startTimeOf(zombie)).toBeUndefined(), PATIENT);
    if (process.platform === 'linux') expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ');
  },
  REAPING,
);

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function sleeper() {
  return script('exec sleep 1000');
}

function script(text: string, env: Record<string, string> = {}): { child: ChildProcess; pid: number } {
  const child = spawn('/bin/sh', ['-c', text], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH!, ...env },
  });
  started.push(child);
  return { child, pid: child.pid! };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) =>
    child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
}
