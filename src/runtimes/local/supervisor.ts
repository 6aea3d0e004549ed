import { setTimeout as wait } from 'node:timers/promises';
import type { Logs } from '../logs/logs.ts';
import { newestLines } from '../logs/newest-lines.ts';
import { probeWithin } from '../probes/ask-part.ts';
import type { Child, Exit } from '../process/child.ts';
import { describeExit } from '../process/exit-reason.ts';
import { createQueue } from '../queue.ts';
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

/** A part that dies this many times in a row, each time soon after its start, is given up. */
const QUICK_DEATHS = 5;
const QUICK = 20_000;

/** Makes the supervisor of one part; nothing is started yet. */
export function supervise(plan: Plan, options: SupervisorOptions): Supervisor {
  const queue = createQueue();
  let status: PartStatus = { part: plan.part, state: 'absent', generation: 0, since: Date.now() };
  let child: Child | undefined;
  let watching = new AbortController();
  let quickDeaths = 0;

  const change = (state: PartState, more: Partial<PartStatus> = {}): PartStatus => {
    status = { ...status, reason: undefined, ...more, state, since: Date.now() };
    options.onChange(status);
    return status;
  };

  const launchOnce = async (signal: AbortSignal): Promise<PartStatus> => {
    const { generation } = change('starting', { generation: status.generation + 1 });
    const result = await launch(plan, {
      records: options.records,
      onLine: (line) => options.logs.add(plan.part, line, { generation }),
      signal,
      onChild: (started) => {
        child = started;
      },
    }).catch((error: unknown) => {
      child = undefined;
      change('stopped', { reason: 'the start was cancelled' });
      throw error;
    });
    return settle(result);
  };

  const settle = async (result: Launch): Promise<PartStatus> => {
    switch (result.outcome) {
      case 'ready':
        keepWatch(result.child, true);
        return change('ready');
      case 'late': {
        const reason = `not ready after ${plan.readyWithin / 1000} s: ${result.answer.detail}`;
        if (plan.patient) keepWatch(result.child, false);
        else await stopChild();
        return change('failed', { reason });
      }
      case 'exited':
        child = undefined;
        await plan.afterStop?.();
        return change('failed', { reason: reasonOf(result.exit), lastExit: lastExitOf(result.exit, false) });
      case 'unprepared':
        child = undefined;
        return change('failed', { reason: result.reason });
    }
  };

  /** Follows a process that nobody waits for any more: it may die, or become ready late. */
  const keepWatch = (watched: Child, ready: boolean): void => {
    watching = new AbortController();
    const { signal } = watching;
    const readySince = Date.now();
    let wasReady = ready;
    void watched.exited.then((exit) => {
      if (signal.aborted) return;
      watching.abort();
      child = undefined;
      quickDeaths = Date.now() - readySince < QUICK ? quickDeaths + 1 : 1;
      change('dead', { reason: reasonOf(exit), lastExit: lastExitOf(exit, wasReady) });
      void revive();
    });
    if (ready) return;
    void (async () => {
      while (!(await probeWithin(plan, 1200, signal)).ok) await wait(500, undefined, { signal, ref: false });
      wasReady = true;
      change('ready');
    })().catch(() => undefined);
  };

  const revive = async (): Promise<void> => {
    watching = new AbortController();
    const { signal } = watching;
    try {
      for (;;) {
        if (quickDeaths >= QUICK_DEATHS) {
          change('failed', {
            reason: `given up after ${quickDeaths} quick ends; the last: ${status.reason}`,
          });
          return;
        }
        const pause = (options.backOff ?? 1000) * 2 ** Math.max(0, quickDeaths - 1);
        await wait(pause, undefined, { signal, ref: false });
        const after = await queue(() => launchOnce(signal), signal);
        if (after.state === 'ready' || child) return;
        quickDeaths += 1;
        change('dead', { reason: after.reason });
      }
    } catch {
      // Stopped or restarted by somebody meanwhile.
    }
  };

  const stopChild = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    await ending?.stop(plan.stopSignal, plan.stopWithin);
    await plan.afterStop?.();
  };

  const reasonOf = (exit: Exit): string =>
    describeExit(exit, newestLines(options.logs.of(plan.part), status.generation - 1, 1)[0]);

  const startAfresh = async (signal: AbortSignal): Promise<PartStatus> => {
    watching.abort();
    quickDeaths = 0;
    await stopChild();
    return launchOnce(signal);
  };

  return {
    plan,
    status: () => status,
    pid: () => child?.pid,
    mark: (state, reason) => void change(state, { reason }),
    start: (signal) => queue(async () => (status.state === 'ready' ? status : startAfresh(signal)), signal),
    restart: async (signal) => {
      // Before anything is touched: whoever has given up must not leave a part that nobody watches.
      signal.throwIfAborted();
      // At once, so that a start that hangs or waits out its back-off does not hold the queue.
      watching.abort();
      return queue(() => startAfresh(signal), signal);
    },
    stop: () => {
      watching.abort();
      return queue(async () => {
        await stopChild();
        if (status.state !== 'absent') change('stopped');
      });
    },
  };
}

function lastExitOf(exit: Exit, afterReady: boolean): NonNullable<PartStatus['lastExit']> {
  return { code: exit.code, signal: exit.signal, time: Date.now(), afterReady };
}
