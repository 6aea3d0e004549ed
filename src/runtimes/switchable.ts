import { createFeed } from './feed.ts';
import type { ApplyResult, LogLine, PartStatus, Progress, Runtime } from './runtime.ts';
import { callUntilStopping, type RuntimeInUse, runtimeInUse } from './runtime-in-use.ts';

/** A runtime that can become another one while others hold it. */
export interface SwitchableRuntime extends Runtime {
  /**
   * Takes the runtime down, makes another and is that one from then on; the new one is not brought up. Whatever was asked
   * of the old one ends first, as broken for `reason`. When the other cannot be made it stays what it was, down.
   */
  replace(make: () => Promise<Runtime>, reason: string): Promise<void>;
}

/** Makes it, with the runtime it begins as. */
export function switchable(first: Runtime): SwitchableRuntime {
  const statuses = createFeed<PartStatus>();
  const lines = createFeed<LogLine>();
  let replacing: Promise<void> | undefined;

  const use = (runtime: Runtime, offset: number): RuntimeInUse => {
    const taken = runtimeInUse(runtime, offset);
    runtime.watch((status) => statuses.emit(shownStatus(taken, status)), taken.stopped.signal);
    runtime.followLogs((line) => lines.emit(shownLine(taken, line)), taken.stopped.signal);
    return taken;
  };
  let current = use(first, 0);

  const replace = async (make: () => Promise<Runtime>, reason: string): Promise<void> => {
    const { runtime, offset, inFlight, stopping, stopped } = current;
    stopping.abort(new Error(reason));
    await Promise.allSettled(inFlight);
    const generations = runtime.status().map(({ generation }) => generation);
    let next = runtime;
    try {
      await runtime.down();
      next = await make();
    } finally {
      stopped.abort();
      current = use(next, offset + Math.max(0, ...generations) + 1);
    }
  };

  return {
    get name() {
      return current.runtime.name;
    },
    get exportDelay() {
      return current.runtime.exportDelay;
    },
    ...callsOf(() => current),
    watch: statuses.follow,
    followLogs: lines.follow,
    replace(make, reason) {
      if (replacing) return Promise.reject(new Error('the runtime is being replaced already'));
      replacing = replace(make, reason).finally(() => {
        replacing = undefined;
      });
      return replacing;
    },
    async down() {
      await replacing?.catch(() => undefined);
      await current.runtime.down();
    },
  };
}

/** What is asked of the current runtime; each says what it answers when that runtime is stopped meanwhile. */
function callsOf(
  current: () => RuntimeInUse,
): Omit<Runtime, 'name' | 'exportDelay' | 'watch' | 'followLogs' | 'down'> {
  const status = () =>
    current()
      .runtime.status()
      .map((one) => shownStatus(current(), one));
  const stoppedStatus = (part: PartStatus['part'], reason: string): PartStatus => ({
    ...(status().find((one) => one.part === part) ?? { part, generation: 0, since: Date.now() }),
    state: 'stopped',
    reason,
  });
  return {
    check: (signal) => callUntilStopping(current(), signal, (runtime, both) => runtime.check(both), fail),
    up: (workspace, progress, signal, optional) => {
      const used = current();
      const report = untilStopping(used, progress);
      return callUntilStopping(
        used,
        signal,
        (runtime, both) => runtime.up(workspace, report, both, optional),
        fail,
      );
    },
    add: (parts, progress) => current().runtime.add(parts, untilStopping(current(), progress)),
    status,
    health: (signal) =>
      callUntilStopping(
        current(),
        signal,
        (runtime, both) => runtime.health(both),
        ({ message: detail }) => status().map(({ part }) => ({ part, ok: false, detail })),
      ),
    restart: (part, signal) => {
      const used = current();
      return callUntilStopping(
        used,
        signal,
        async (runtime, both) => shownStatus(used, await runtime.restart(part, both)),
        ({ message }) => stoppedStatus(part, message),
      );
    },
    apply: (workspace, setup, signal) =>
      callUntilStopping<ApplyResult>(
        current(),
        signal,
        (runtime, both) => runtime.apply(workspace, setup, both),
        ({ message: reason }) => ({ status: 'broken', reason }),
      ),
    lookAtSources: () => current().runtime.lookAtSources(),
    collectorGraph: (signal) =>
      callUntilStopping(
        current(),
        signal,
        (runtime, both) => runtime.collectorGraph(both),
        () => undefined,
      ),
    endpoints: () => current().runtime.endpoints(),
    brokerUrl: () => current().runtime.brokerUrl(),
    databaseUrl: () => current().runtime.databaseUrl(),
    env: () => current().runtime.env(),
    logs: (part) => {
      const used = current();
      return used.runtime.logs(part).map((line) => shownLine(used, line));
    },
  };
}

function fail(reason: Error): never {
  throw reason;
}

/** The phases of a start that was given up are no news any more. */
function untilStopping(used: RuntimeInUse, progress: Progress): Progress {
  return (phase) => {
    if (!used.stopping.signal.aborted) progress(phase);
  };
}

/** A part of a runtime that is to be stopped counts as stopped, even while it still answers. */
function shownStatus(used: RuntimeInUse, status: PartStatus): PartStatus {
  const numbered = { ...status, generation: status.generation + used.offset };
  if (!used.stopping.signal.aborted) return numbered;
  return { ...numbered, state: 'stopped', reason: (used.stopping.signal.reason as Error).message };
}

function shownLine({ offset }: RuntimeInUse, line: LogLine): LogLine {
  return line.generation === undefined ? line : { ...line, generation: line.generation + offset };
}
