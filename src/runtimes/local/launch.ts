import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '../probes/ask-part.ts';
import { probeWithin } from '../probes/ask-part.ts';
import { type Child, type ChildCommand, type Exit, startChild } from '../process/child.ts';
import type { ProcessRecords } from '../state/processes.ts';
import type { Plan } from './plan.ts';

/** What became of one start. `late`: alive but not ready in time. */
export type Launch =
  | { outcome: 'ready'; child: Child }
  | { outcome: 'late'; child: Child; answer: HealthAnswer }
  | { outcome: 'exited'; exit: Exit }
  | { outcome: 'unprepared'; reason: string };

interface LaunchOptions {
  records: ProcessRecords;
  onLine: (line: string) => void;
  signal: AbortSignal;
  /** Called as soon as the process is there, so that a stop reaches it even before it is ready. */
  onChild: (child: Child) => void;
}

/** Prepares and starts a part once and waits until it is ready, has ended or is late. Rejects only on abort. */
export async function launch(plan: Plan, options: LaunchOptions): Promise<Launch> {
  const { signal } = options;
  let command: ChildCommand;
  try {
    await plan.prepare(signal);
    command = plan.command();
  } catch (error) {
    signal.throwIfAborted();
    return { outcome: 'unprepared', reason: (error as Error).message };
  }
  signal.throwIfAborted();
  const child = startChild(command, options.onLine);
  if (child.pid !== undefined) options.records.add(child.pid, plan.part);
  options.onChild(child);
  void child.exited.then(() => child.pid !== undefined && options.records.remove(child.pid));
  const over = new AbortController();
  const watched = AbortSignal.any([signal, over.signal]);
  try {
    return await Promise.race([
      child.exited.then((exit): Launch => ({ outcome: 'exited', exit })),
      becomeReady(plan, child, watched),
    ]);
  } catch (error) {
    await child.stop(plan.stopSignal, plan.stopWithin);
    signal.throwIfAborted();
    return { outcome: 'unprepared', reason: (error as Error).message };
  } finally {
    over.abort();
  }
}

async function becomeReady(plan: Plan, child: Child, signal: AbortSignal): Promise<Launch> {
  const deadline = performance.now() + plan.readyWithin;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    const answer = await probeWithin(plan, 1200, signal);
    if (answer.ok) {
      await plan.afterReady?.(signal);
      return { outcome: 'ready', child };
    }
    if (performance.now() > deadline) return { outcome: 'late', child, answer };
    await wait(pause, undefined, { signal });
  }
}
