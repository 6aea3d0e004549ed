import type { BenchEvent } from '#api/events.ts';
import type { Phase, Progress, Runtime } from '#runtimes/runtime.ts';
import { type OptionalPart, STACK } from '#system/part-names.ts';
import { describeMissing } from './describe-missing.ts';
import { partView } from './part-view.ts';

/** The bench from its start to its end, as the page follows it. */
export interface BenchLifecycle {
  /** Whether labs can be done, and if not, why. */
  state(): { ready: boolean; reason?: string };
  /** Checks the machine and starts every part that does not run. One at a time; a second call joins the first. */
  up(workspace: string): Promise<void>;
  /** Has the optional parts that a lab needs built and started, now or with the start; it goes on with those it has. */
  need(parts: readonly OptionalPart[]): void;
  /** Closes the labs for this reason, and starts nothing until `resume`. */
  suspend(reason: string): void;
  /** Starts again after `hold`. */
  resume(workspace: string): Promise<void>;
}

interface LifeOptions {
  runtime: Runtime;
  /** Parts to start behind those that every bench runs; no lab waits for them that does not need them. */
  optional: () => readonly OptionalPart[];
  /** Resolves when nobody would be disturbed by a restart of the Collector. */
  quiet: () => Promise<void>;
  progress: Progress;
  emit: (event: BenchEvent) => void;
  signal: AbortSignal;
}

/** Follows a runtime and tells the page what becomes of it. */
export function createBenchLifecycle(options: LifeOptions): BenchLifecycle {
  const { runtime, optional, quiet, progress, emit, signal } = options;
  let state: { ready: boolean; reason?: string } = { ready: false, reason: 'The bench is starting.' };
  let ended = false;
  let held = false;
  let going: Promise<void> | undefined;
  let wanted: readonly OptionalPart[] = [];
  const become = (next: typeof state) => {
    if (next.ready === state.ready && next.reason === state.reason) return;
    state = next;
    emit({ type: 'ready', ...state });
  };
  // Once ready it stays so: a part that dies in a lab is the check's to report, not a reason to close the lab.
  const look = () => {
    if (!ended || state.ready) return;
    const missing = runtime.status().filter(({ part, state }) => isStack(part) && state !== 'ready');
    if (missing.length === 0) return become({ ready: true });
    const reasons = missing.map(
      ({ part, state, reason }) => `${part} is ${state}${reason ? `: ${reason}` : ''}`,
    );
    become({ ready: false, reason: reasons.join('; ') });
  };
  runtime.watch((status) => {
    emit({ type: 'part', part: partView(status) });
    look();
  }, signal);
  const start = async (workspace: string) => {
    ended = false;
    become({ ready: false, reason: 'The bench is starting.' });
    try {
      const missing = await checkMachine(runtime, progress, signal);
      if (held) return;
      if (missing) return become({ ready: false, reason: missing });
      wanted = [...new Set([...optional(), ...wanted])];
      await runtime.up(workspace, progress, signal, wanted);
      if (held) return;
      ended = true;
      look();
      // Asked for while it started.
      runtime.add(wanted, progress);
    } catch (error) {
      if (!signal.aborted && !held) become({ ready: false, reason: (error as Error).message });
    }
  };
  const up = (workspace: string): Promise<void> => {
    if (held) return Promise.resolve();
    going ??= start(workspace).finally(() => {
      going = undefined;
    });
    return going;
  };
  return {
    state: () => state,
    up,
    need(parts) {
      const further = parts.filter((part) => !wanted.includes(part));
      if (further.length === 0) return;
      wanted = [...wanted, ...further];
      if (ended) void quiet().then(() => ended && runtime.add(further, progress));
    },
    suspend(reason) {
      held = true;
      // The other runtime begins with what the lab at hand needs.
      wanted = [];
      ended = false;
      become({ ready: false, reason });
    },
    async resume(workspace) {
      // What was under way was for the bench as it was before.
      await going;
      held = false;
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
