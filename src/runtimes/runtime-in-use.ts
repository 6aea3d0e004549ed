import type { Runtime } from './runtime.ts';

/** The runtime that a switchable one is at present, and the calls that go to it. */
export interface RuntimeInUse {
  runtime: Runtime;
  /** Added to every generation, so that no start of one runtime is taken for a start of another. */
  offset: number;
  inFlight: Set<Promise<unknown>>;
  /** Aborts with the reason when the runtime is to be replaced. */
  stopping: AbortController;
  /** Aborts when it has been taken down and another is in use. */
  stopped: AbortController;
}

/** Begins to use a runtime. */
export function runtimeInUse(runtime: Runtime, offset: number): RuntimeInUse {
  return {
    runtime,
    offset,
    inFlight: new Set(),
    stopping: new AbortController(),
    stopped: new AbortController(),
  };
}

/** Asks the runtime; when it is to be replaced meanwhile, its answer counts no more and `whenStopping` gives another. */
export function callUntilStopping<T>(
  { runtime, inFlight, stopping }: RuntimeInUse,
  signal: AbortSignal,
  work: (runtime: Runtime, both: AbortSignal) => Promise<T>,
  whenStopping: (reason: Error) => T,
): Promise<T> {
  const answer = async () => {
    try {
      stopping.signal.throwIfAborted();
      const given = await work(runtime, AbortSignal.any([signal, stopping.signal]));
      stopping.signal.throwIfAborted();
      return given;
    } catch (error) {
      signal.throwIfAborted();
      if (stopping.signal.aborted) return whenStopping(stopping.signal.reason as Error);
      throw error;
    }
  };
  const call = answer().finally(() => inFlight.delete(call));
  inFlight.add(call);
  return call;
}
