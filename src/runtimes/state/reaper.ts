import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, startTimeOf } from '../process/identity.ts';
import type { ProcessRecord } from './processes.ts';

/** A process that forks while it is ended shows up in the next round; one that still does after five is given up. */
const ROUNDS = 5;
/** How long a process may take to end in good order, in milliseconds: Postgres writes its buffers first. */
const GRACE = 3000;
/** How long the system may take to remove a process that was killed, in milliseconds. */
const AFTER_KILL = 1000;
/** Milliseconds in which the system has usually removed a process that was killed, or one has taken up another program. */
const REMOVED_AFTER = 50;

interface Target {
  pid: number;
  startTime: string;
}

/**
 * Ends what a dead server left: the recorded processes (number and start time must match) with their groups, and
 * every process whose environment carries one of the dead `instances`, which also finds what a terminal's shell
 * set loose with nohup or setsid. Resolves with how many were ended.
 */
export async function reap(records: ProcessRecord[], instances: readonly string[]): Promise<number> {
  const ended = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const targets = await findTargets(records, instances);
    if (targets.length === 0) break;
    for (const target of targets) ended.add(target.pid);
    await endAll(targets);
  }
  return ended.size;
}

/**
 * Ends the same at once, without a pause in which Postgres writes its buffers or this process does anything else: its
 * end must not wait. What was killed is not waited for longer than the system usually takes.
 */
export function reapAtOnce(records: ProcessRecord[], instances: readonly string[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    // Five looks in any case, since one can miss a process (see findTargets).
    for (const target of [...records.filter(isAlive), ...carrying(instances)]) signalGroup(target, 'SIGKILL');
    pause(REMOVED_AFTER);
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/**
 * One look can miss a process: it forked behind the look and ended before it, or was taking up another program, when its
 * environment reads as empty. So only the second look that finds nothing counts.
 */
async function findTargets(records: ProcessRecord[], instances: readonly string[]): Promise<Target[]> {
  const look = () => [...records.filter(isAlive), ...carrying(instances)];
  const targets = look();
  if (targets.length > 0 || instances.length === 0) return targets;
  await wait(REMOVED_AFTER);
  return look();
}

async function endAll(targets: Target[]): Promise<void> {
  for (const target of targets) {
    signalGroup(target, 'SIGTERM');
    // A stopped process takes its SIGTERM only when it goes on.
    signalGroup(target, 'SIGCONT');
  }
  for (let waited = 0; waited < GRACE && targets.some(isAlive); waited += 50) await wait(50);
  for (const target of targets) signalGroup(target, 'SIGKILL');
  for (let waited = 0; waited < AFTER_KILL && targets.some(isAlive); waited += 20) await wait(20);
}

/** To the group when the process leads one; a group of the same number is otherwise none of ours. */
function signalGroup(target: Target, signal: NodeJS.Signals): void {
  if (!isAlive(target)) return;
  for (const pid of [-target.pid, target.pid]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It leads no group, or has ended in this very moment.
    }
  }
}

/** Linux only: elsewhere an environment cannot be read, and the records have to do. */
function carrying(instances: readonly string[]): Target[] {
  if (instances.length === 0 || process.platform !== 'linux') return [];
  const marks = instances.map((instance) => `SPANWISE_INSTANCE=${instance}`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => environmentOf(pid).some((entry) => marks.includes(entry)))
    .map((pid) => ({ pid: Number(pid), startTime: startTimeOf(Number(pid)) }))
    .filter((target): target is Target => target.startTime !== undefined);
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
