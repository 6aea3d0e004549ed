import { setTimeout as wait } from 'node:timers/promises';
import type { Logs } from '../logs/logs.ts';
import { newestLines } from '../logs/newest-lines.ts';
import { probeWithin } from '../probes/ask-part.ts';
import type { Child, Exit } from '../process/child.ts';
import { describeExit } from '../process/exit-reason.ts';
import { createQueue, type Queue } from '../queue.ts';
import type { PartState, PartStatus } from '../runtime.ts';
import type { ProcessRecords } from '../state/processes.ts';
import { type Launch, launch } from './launch.ts';
import type { Plan } from './plan.ts';

/** Runs one part and keeps it running. */
export interface Supervisor {
  readonly plan: Plan;
  status(): PartStatus;
  pid(): number | undefined;
  /** Says what is done to the part before it is started (building) or why it cannot be. */
  mark(state: PartState, reason?: string): void;
  /** Starts it unless it is ready. */
  start(signal: AbortSignal): Promise<PartStatus>;
  restart(signal: AbortSignal): Promise<PartStatus>;
  stop(): Promise<void>;
}

interface SupervisorOptions {
  logs: Logs;
  records: ProcessRecords;
  onChange: (status: PartStatus) => void;
  /** Milliseconds before the first restart; doubles with each quick death. */
  backOff?: number;
}

/** A part that ends this many times in a row, each time soon after its start, is given up: after pauses of 15 s in all. */
const QUICK_DEATHS = 5;
/** An end within so many milliseconds of the start is a quick one. */
const QUICK = 20_000;
/** Milliseconds before the first restart. */
const BACK_OFF = 1000;
/** Milliseconds for one probe of a part that is late, and between two of them. */
const LATE_PROBE_LIMIT = 1200;
const LATE_PROBE_EVERY = 500;

/** One part as its supervisor knows it now. */
interface Supervised {
  readonly plan: Plan;
  readonly options: SupervisorOptions;
  readonly queue: Queue;
  status: PartStatus;
  child: Child | undefined;
  /** Aborted as soon as nobody is to follow the present process, or to start another in its place. */
  watching: AbortController;
  quickDeaths: number;
}

/** Makes the supervisor of one part; nothing is started yet. */
export function supervise(plan: Plan, options: SupervisorOptions): Supervisor {
  const queue = createQueue();
  const part: Supervised = {
    plan,
    options,
    queue,
    status: { part: plan.part, state: 'absent', generation: 0, since: Date.now() },
    child: undefined,
    watching: new AbortController(),
    quickDeaths: 0,
  };
  return {
    plan,
    status: () => part.status,
    pid: () => part.child?.pid,
    mark: (state, reason) => void change(part, state, { reason }),
    start: (signal) =>
      queue(async () => (part.status.state === 'ready' ? part.status : startAfresh(part, signal)), signal),
    restart: async (signal) => {
      // Before anything is touched: a caller that has given up must not leave a part that nobody watches.
      signal.throwIfAborted();
      // At once, so that a start that hangs or waits out its back-off does not hold the queue.
      part.watching.abort();
      return queue(() => startAfresh(part, signal), signal);
    },
    stop: () => {
      part.watching.abort();
      return queue(async () => {
        await stopChild(part);
        if (part.status.state !== 'absent') change(part, 'stopped');
      });
    },
  };
}

async function startAfresh(part: Supervised, signal: AbortSignal): Promise<PartStatus> {
  part.watching.abort();
  part.quickDeaths = 0;
  await stopChild(part);
  return launchOnce(part, signal);
}

async function launchOnce(part: Supervised, signal: AbortSignal): Promise<PartStatus> {
  const { plan, options } = part;
  const { generation } = change(part, 'starting', { generation: part.status.generation + 1 });
  const result = await launch(plan, {
    records: options.records,
    onLine: (line) => options.logs.add(plan.part, line, { generation }),
    signal,
    onChild: (started) => {
      part.child = started;
    },
  }).catch((error: unknown) => {
    part.child = undefined;
    change(part, 'stopped', { reason: 'the start was cancelled' });
    throw error;
  });
  return settle(part, result);
}

async function settle(part: Supervised, result: Launch): Promise<PartStatus> {
  const { plan } = part;
  switch (result.outcome) {
    case 'ready':
      keepWatch(part, result.child, true);
      return change(part, 'ready');
    case 'late': {
      const reason = `not ready after ${plan.readyWithin / 1000} s: ${result.answer.detail}`;
      if (plan.patient) keepWatch(part, result.child, false);
      else await stopChild(part);
      return change(part, 'failed', { reason });
    }
    case 'exited':
      part.child = undefined;
      await plan.afterStop?.();
      return change(part, 'failed', {
        reason: reasonOf(part, result.exit),
        lastExit: lastExitOf(result.exit, false),
      });
    case 'unprepared':
      part.child = undefined;
      return change(part, 'failed', { reason: result.reason });
  }
}

/** Follows a process that nobody waits for any more: it may die, or become ready late. */
function keepWatch(part: Supervised, watched: Child, ready: boolean): void {
  part.watching = new AbortController();
  const { signal } = part.watching;
  const began = performance.now();
  let wasReady = ready;
  void watched.exited.then((exit) => {
    if (signal.aborted) return;
    part.watching.abort();
    part.child = undefined;
    part.quickDeaths = performance.now() - began < QUICK ? part.quickDeaths + 1 : 1;
    change(part, 'dead', { reason: reasonOf(part, exit), lastExit: lastExitOf(exit, wasReady) });
    void revive(part);
  });
  if (ready) return;
  const becomeReady = async () => {
    while (!(await probeWithin(part.plan, LATE_PROBE_LIMIT, signal)).ok)
      await wait(LATE_PROBE_EVERY, undefined, { signal, ref: false });
    wasReady = true;
    change(part, 'ready');
  };
  void becomeReady().catch(() => undefined);
}

/** Starts a part again that ended by itself, after a pause that doubles with each quick end. */
async function revive(part: Supervised): Promise<void> {
  part.watching = new AbortController();
  const { signal } = part.watching;
  try {
    while (part.quickDeaths < QUICK_DEATHS) {
      const pause = (part.options.backOff ?? BACK_OFF) * 2 ** Math.max(0, part.quickDeaths - 1);
      await wait(pause, undefined, { signal, ref: false });
      const after = await part.queue(() => launchOnce(part, signal), signal);
      if (after.state === 'ready' || part.child) return;
      part.quickDeaths += 1;
      change(part, 'dead', { reason: after.reason });
    }
    const reason = `given up after ${part.quickDeaths} quick ends; the last: ${part.status.reason}`;
    change(part, 'failed', { reason });
  } catch {
    // Stopped or restarted by somebody meanwhile.
  }
}

async function stopChild(part: Supervised): Promise<void> {
  const { child, plan } = part;
  part.child = undefined;
  const exit = await child?.stop(plan.stopSignal, plan.stopWithin);
  if (exit)
    part.status = {
      ...part.status,
      lastStop: { code: exit.code, signal: exit.signal, time: Date.now() },
    };
  await plan.afterStop?.();
}

function change(part: Supervised, state: PartState, more: Partial<PartStatus> = {}): PartStatus {
  part.status = { ...part.status, reason: undefined, ...more, state, since: Date.now() };
  part.options.onChange(part.status);
  return part.status;
}

function reasonOf({ plan, options, status }: Supervised, exit: Exit): string {
  return describeExit(exit, newestLines(options.logs.of(plan.part), status.generation - 1, 1)[0]);
}

function lastExitOf(exit: Exit, afterReady: boolean): NonNullable<PartStatus['lastExit']> {
  return { code: exit.code, signal: exit.signal, time: Date.now(), afterReady };
}
