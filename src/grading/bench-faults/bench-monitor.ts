import { setTimeout as wait } from 'node:timers/promises';
import type { PartHealth, PartStatus, Runtime } from '#runtimes/runtime.ts';
import { OPTIONAL, type Part, SERVICES, STACK } from '#system/part-names.ts';

/** What happened to the bench while a check was at work. */
export interface Fault {
  part: Part;
  reason: string;
  /** The part ran all the time, and said that it was not ready, or was silent at one look; without this, it ended. */
  lapse?: 'waits' | 'silent';
  /** How this start of the part ended, where no signal ended it. */
  exit?: { code: number; generation: number };
}

/** Watches every part of the bench during one attempt. */
export interface BenchMonitor {
  /** Aborts as soon as a part fails, so that nobody waits for evidence that cannot come. */
  readonly faulted: AbortSignal;
  /** Looks once more and says what failed meanwhile; the deepest part first. */
  end(): Promise<Fault | undefined>;
}

/** Between two rounds of health checks: milliseconds. A process that ends is reported at once, without them. */
const LOOK_EVERY = 500;

/** Starts to watch; `end` has to be called. The `exhibits` are left out: how they fare is what the step judges. */
export function monitorBench(
  runtime: Runtime,
  signal: AbortSignal,
  exhibits: readonly Part[] = [],
): BenchMonitor {
  const before = new Map(runtime.status().map((status) => [status.part, status]));
  const faults = new Map<Part, Fault>();
  const faulted = new AbortController();
  const ended = new AbortController();
  const watching = AbortSignal.any([signal, ended.signal]);

  const note = (fault: Fault) => {
    if (exhibits.includes(fault.part)) return;
    const known = faults.get(fault.part);
    if (!known || weightOf(fault) > weightOf(known)) faults.set(fault.part, fault);
    faulted.abort(new Error(`${fault.part} failed: ${fault.reason}`));
  };
  const compare = (status: PartStatus) => {
    const fault = faultOf(status, before.get(status.part));
    if (fault) note(fault);
  };
  const look = async () => {
    for (const { part, detail, waits } of await unwell(runtime, signal))
      note({ part, reason: `it does not answer: ${detail}`, lapse: waits ? 'waits' : 'silent' });
  };
  const keepLooking = async () => {
    for (;;) {
      await look();
      await wait(LOOK_EVERY, undefined, { signal: watching });
    }
  };

  for (const status of before.values()) compare(status);
  runtime.watch(compare, watching);
  const looking = keepLooking().catch(() => undefined);
  return {
    faulted: faulted.signal,
    async end() {
      ended.abort();
      await looking;
      signal.throwIfAborted();
      await look();
      for (const status of runtime.status()) compare(status);
      return deepest([...faults.values()]);
    },
  };
}

/** Parts that do not answer as they should. On a busy machine one answer may be late: who is silent is asked once more. */
async function unwell(runtime: Pick<Runtime, 'health'>, signal: AbortSignal): Promise<PartHealth[]> {
  const failing = async () => (await runtime.health(signal)).filter(({ ok }) => !ok);
  const first = await failing();
  if (first.every(({ waits }) => waits)) return first;
  const second = await failing();
  return first.filter(({ part, waits }) => waits || second.some((one) => one.part === part));
}

function faultOf(now: PartStatus, before: PartStatus | undefined): Fault | undefined {
  const { part, state, lastExit } = now;
  const restarted = before !== undefined && now.generation !== before.generation;
  if (state === 'ready' && !restarted) return undefined;
  const newExit = lastExit && lastExit.time !== before?.lastExit?.time ? lastExit : undefined;
  const reason = now.reason ?? (restarted ? 'it was restarted during the check' : `its state is “${state}”`);
  const code = newExit?.signal === null ? newExit.code : null;
  const generation = before?.generation ?? 0;
  // A cluster says so some time after a probe failed, when the part may long be ready again.
  const lapse = state === 'starting' && !restarted && !newExit;
  return {
    part,
    reason,
    ...(lapse && { lapse: 'waits' as const }),
    ...(code !== null && { exit: { code, generation } }),
  };
}

/** A part further on in the list needs those before it, so that its own fault may be a consequence. */
const DEEPEST_FIRST: readonly Part[] = ['cluster', ...STACK, ...OPTIONAL, ...SERVICES];

/** An end says more of a part than its silence, and silence more than that it waits. */
function weightOf({ lapse }: Fault): number {
  if (lapse === undefined) return 2;
  return lapse === 'silent' ? 1 : 0;
}

/** The fault that explains the others: the deepest part's. A part that only says that it waits comes last. */
function deepest(faults: Fault[]): Fault | undefined {
  const rank = ({ part, lapse }: Fault) =>
    Number(lapse === 'waits') * DEEPEST_FIRST.length + DEEPEST_FIRST.indexOf(part);
  return faults.toSorted((a, b) => rank(a) - rank(b))[0];
}
