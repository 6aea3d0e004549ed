import { setTimeout as wait } from 'node:timers/promises';
import type { PartStatus, Runtime } from '#runtimes/runtime.ts';
import { OPTIONAL, type Part, SERVICES, STACK } from '#system/part-names.ts';

/** What happened to the bench while a check was at work. */
export interface Fault {
  part: Part;
  reason: string;
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

const LOOK_EVERY = 500;

/** Starts to watch; `end` has to be called. */
export function monitorBench(runtime: Runtime, signal: AbortSignal): BenchMonitor {
  const before = new Map(runtime.status().map((status) => [status.part, status]));
  const faults = new Map<Part, Fault>();
  const faulted = new AbortController();
  const ended = new AbortController();
  const watching = AbortSignal.any([signal, ended.signal]);

  const note = (fault: Fault) => {
    if (!faults.has(fault.part)) faults.set(fault.part, fault);
    faulted.abort(new Error(`${fault.part} failed: ${fault.reason}`));
  };
  const compare = (status: PartStatus) => {
    const fault = faultOf(status, before.get(status.part));
    if (fault) note(fault);
  };
  const look = async () => {
    for (const { part, ok, detail } of await runtime.health(signal)) {
      if (!ok) note({ part, reason: `it does not answer: ${detail}` });
    }
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

function faultOf(now: PartStatus, before: PartStatus | undefined): Fault | undefined {
  const { part, state, lastExit } = now;
  const restarted = before !== undefined && now.generation !== before.generation;
  if (state === 'ready' && !restarted) return undefined;
  const own = lastExit && lastExit.time !== before?.lastExit?.time ? lastExit : undefined;
  const reason = now.reason ?? (restarted ? 'it was restarted during the check' : `its state is “${state}”`);
  const code = own?.signal === null ? own.code : null;
  const generation = before?.generation ?? 0;
  return { part, reason, ...(code !== null && { exit: { code, generation } }) };
}

const FROM_THE_GROUND: readonly Part[] = ['cluster', ...STACK, ...OPTIONAL, ...SERVICES];

/** The stack before the services on it; among services one that was ended before one that only stopped answering. */
function deepest(faults: Fault[]): Fault | undefined {
  const order = (fault: Fault) => {
    const isService = SERVICES.some((service) => service === fault.part);
    const waits = isService && /\/readyz/.test(fault.reason);
    return (waits ? 200 : 0) + (isService ? 100 : 0) + FROM_THE_GROUND.indexOf(fault.part);
  };
  return faults.toSorted((a, b) => order(a) - order(b))[0];
}
