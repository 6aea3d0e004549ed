import type { BenchEvent } from '#api/events.ts';
import type { Phase, Progress, Runtime } from '#runtimes/runtime.ts';
import { type OptionalPart, STACK } from '#system/part-names.ts';
import { describeMissing } from './describe-missing.ts';
import { partView } from './part-view.ts';

/** The bench’s way from its start to being ready, as pages follow it. */
export interface BenchLifecycle {
  /** Whether labs can be done, and if not, why. */
  state(): { ready: boolean; reason?: string };
  /** Checks the machine and starts every part that does not run. Of two calls at once the second waits for the first. */
  up(workspace: string): Promise<void>;
  /** Has the optional parts that a lab needs built and started, now or with the start; it goes on with those it has. */
  need(parts: readonly OptionalPart[]): void;
  /** Closes the labs for this reason, and starts nothing until `resume`. */
  suspend(reason: string): void;
  /** Starts again after `suspend`. */
  resume(workspace: string): Promise<void>;
}

interface LifecycleOptions {
  runtime: Runtime;
  /** Parts to start behind those that every bench runs; no lab waits for them that does not need them. */
  optional: () => readonly OptionalPart[];
  /** Resolves when nobody would be disturbed by a restart of the Collector. */
  quiet: () => Promise<void>;
  progress: Progress;
  emit: (event: BenchEvent) => void;
  signal: AbortSignal;
}

/** Starts a runtime and tells pages whether labs can be done on it. */
export function createBenchLifecycle(options: LifecycleOptions): BenchLifecycle {
  const { runtime, optional, quiet, progress, emit, signal } = options;
  let state: { ready: boolean; reason?: string } = { ready: false, reason: 'The bench is starting.' };
  let started = false;
  let suspended = false;
  let starting: Promise<void> | undefined;
  let wanted: readonly OptionalPart[] = [];
  const become = (next: typeof state) => {
    if (next.ready === state.ready && next.reason === state.reason) return;
    state = next;
    emit({ type: 'ready', ...state });
  };
  // Once ready the bench stays so: a part that dies later is for the check to report, and no reason to close the labs.
  const updateReady = () => {
    if (!started || state.ready) return;
    const missing = runtime.status().filter(({ part, state }) => isStack(part) && state !== 'ready');
    if (missing.length === 0) return become({ ready: true });
    const reasons = missing.map(
      ({ part, state, reason }) => `${part} is ${state}${reason ? `: ${reason}` : ''}`,
    );
    become({ ready: false, reason: reasons.join('; ') });
  };
  runtime.watch((status) => {
    emit({ type: 'part', part: partView(status) });
    updateReady();
  }, signal);
  const start = async (workspace: string) => {
    started = false;
    become({ ready: false, reason: 'The bench is starting.' });
    try {
      const missing = await checkMachine(runtime, progress, signal);
      if (suspended) return;
      if (missing) return become({ ready: false, reason: missing });
      wanted = [...new Set([...optional(), ...wanted])];
      await runtime.up(workspace, progress, signal, wanted);
      if (suspended) return;
      started = true;
      updateReady();
      // Asked for while it started.
      runtime.add(wanted, progress);
    } catch (error) {
      if (!signal.aborted && !suspended) become({ ready: false, reason: (error as Error).message });
    }
  };
  const up = (workspace: string): Promise<void> => {
    if (suspended) return Promise.resolve();
    starting ??= start(workspace).finally(() => {
      starting = undefined;
    });
    return starting;
  };
  return {
    state: () => state,
    up,
    need(parts) {
      const further = parts.filter((part) => !wanted.includes(part));
      if (further.length === 0) return;
      wanted = [...wanted, ...further];
      if (started) void quiet().then(() => started && runtime.add(further, progress));
    },
    suspend(reason) {
      suspended = true;
      // The other runtime begins with what the lab at hand needs.
      wanted = [];
      started = false;
      become({ ready: false, reason });
    },
    async resume(workspace) {
      // A start that began before `suspend` belongs to the previous runtime.
      await starting;
      suspended = false;
      await up(workspace);
    },
  };
}

function isStack(part: string): boolean {
  return STACK.some((name) => name === part);
}

/** What this machine lacks, in one message with the commands that help. */
async function checkMachine(
  runtime: Runtime,
  progress: Progress,
  signal: AbortSignal,
): Promise<string | undefined> {
  const began = performance.now();
  const report = (state: Phase['state'], detail?: string) =>
    progress({ id: 'check', title: 'Check this machine', state, elapsed: performance.now() - began, detail });
  report('running');
  const reason = describeMissing(await runtime.check(signal));
  report(reason === undefined ? 'done' : 'failed', reason);
  return reason;
}
