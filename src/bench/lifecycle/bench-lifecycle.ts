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
  /** Closes the labs for this reason, and starts nothing until `resume`. */
  suspend(reason: string): void;
  /** Starts again after `suspend`. */
  resume(workspace: string): Promise<void>;
}

interface LifecycleOptions {
  runtime: Runtime;
  /** Parts to start after those that every bench runs; only labs that need them wait for them. */
  optional: readonly OptionalPart[];
  progress: Progress;
  emit: (event: BenchEvent) => void;
  signal: AbortSignal;
}

/** Starts a runtime and tells pages whether labs can be done on it. */
export function createBenchLifecycle({
  runtime,
  optional,
  progress,
  emit,
  signal,
}: LifecycleOptions): BenchLifecycle {
  let state: { ready: boolean; reason?: string } = { ready: false, reason: 'The bench is starting.' };
  let started = false;
  let suspended = false;
  let starting: Promise<void> | undefined;
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
      await runtime.up(workspace, progress, signal, optional);
      if (suspended) return;
      started = true;
      updateReady();
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
    suspend(reason) {
      suspended = true;
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
