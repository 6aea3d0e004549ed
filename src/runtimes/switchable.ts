import { EventEmitter } from 'node:events';
import type { DeployResult, LogLine, PartStatus, Progress, Runtime } from './runtime.ts';

/** A runtime that can become another one while others hold it. */
export interface SwitchableRuntime extends Runtime {
  /**
   * Takes the runtime down, makes another and is that one from then on; the new one is not brought up. Whatever was asked
   * of the old one ends first, as broken for `reason`. When the other cannot be made it stays what it was, down.
   */
  replace(make: () => Promise<Runtime>, reason: string): Promise<void>;
}

/** The runtime that all calls go to, from when it came until it is gone. */
interface Seat {
  runtime: Runtime;
  /** Added to every generation, so that no start of one runtime is taken for one of another. */
  offset: number;
  /** Aborts with the reason when it is to go. */
  ending: AbortController;
  /** Aborts when it has gone. */
  gone: AbortController;
}

/** Makes it, with the runtime it begins as. */
export function switchable(first: Runtime): SwitchableRuntime {
  const events = new EventEmitter().setMaxListeners(0);
  const asked = new Set<Promise<unknown>>();
  let replacing: Promise<void> | undefined;

  const sit = (runtime: Runtime, offset: number): Seat => {
    const taken = { runtime, offset, ending: new AbortController(), gone: new AbortController() };
    runtime.watch((status) => events.emit('status', shown(taken, status)), taken.gone.signal);
    runtime.followLogs((line) => events.emit('line', numbered(taken, line)), taken.gone.signal);
    return taken;
  };
  let seat = sit(first, 0);

  /** Asks the runtime of now; when that is to go meanwhile, whatever it said is no answer any more. */
  const ask = <T>(
    signal: AbortSignal,
    work: (runtime: Runtime, both: AbortSignal) => Promise<T>,
    gone: (reason: Error) => T,
  ): Promise<T> => {
    const { runtime, ending } = seat;
    const answer = async () => {
      try {
        ending.signal.throwIfAborted();
        const given = await work(runtime, AbortSignal.any([signal, ending.signal]));
        ending.signal.throwIfAborted();
        return given;
      } catch (error) {
        signal.throwIfAborted();
        if (ending.signal.aborted) return gone(ending.signal.reason as Error);
        throw error;
      }
    };
    const mine = answer().finally(() => asked.delete(mine));
    asked.add(mine);
    return mine;
  };
  /** The phases of a start that was given up are no news any more. */
  const inTime = (progress: Progress): Progress => {
    const { ending } = seat;
    return (phase) => {
      if (!ending.signal.aborted) progress(phase);
    };
  };
  const status = () => seat.runtime.status().map((one) => shown(seat, one));
  const statusOf = (part: PartStatus['part'], reason: string): PartStatus => ({
    ...(status().find((one) => one.part === part) ?? { part, generation: 0, since: Date.now() }),
    state: 'stopped',
    reason,
  });
  const listen = <T>(name: string, listener: (news: T) => void, signal: AbortSignal) => {
    if (signal.aborted) return;
    events.on(name, listener);
    signal.addEventListener('abort', () => events.off(name, listener), { once: true });
  };

  const replace = async (make: () => Promise<Runtime>, reason: string): Promise<void> => {
    const { runtime, offset, ending, gone } = seat;
    ending.abort(new Error(reason));
    await Promise.allSettled(asked);
    const starts = runtime.status().map(({ generation }) => generation);
    let next = runtime;
    try {
      await runtime.down();
      next = await make();
    } finally {
      gone.abort();
      seat = sit(next, offset + Math.max(0, ...starts) + 1);
    }
  };

  return {
    get name() {
      return seat.runtime.name;
    },
    get exportDelay() {
      return seat.runtime.exportDelay;
    },
    check: (signal) => ask(signal, (runtime, both) => runtime.check(both), fail),
    up: (workspace, progress, signal, optional) =>
      ask(signal, (runtime, both) => runtime.up(workspace, inTime(progress), both, optional), fail),
    status,
    watch: (listener, signal) => listen('status', listener, signal),
    health: (signal) =>
      ask(
        signal,
        (runtime, both) => runtime.health(both),
        ({ message: detail }) => status().map(({ part }) => ({ part, ok: false, detail })),
      ),
    restart: (part, signal) =>
      ask(
        signal,
        async (runtime, both) => shown(seat, await runtime.restart(part, both)),
        ({ message }) => statusOf(part, message),
      ),
    deploy: (services, workspace, signal) =>
      ask<DeployResult>(
        signal,
        (runtime, both) => runtime.deploy(services, workspace, both),
        ({ message: reason }) => ({ status: 'broken', service: services[0] ?? 'storefront', reason }),
      ),
    applyCollector: (file, signal) =>
      ask<{ ok: boolean; error?: string }>(
        signal,
        (runtime, both) => runtime.applyCollector(file, both),
        ({ message: error }) => ({ ok: false, error }),
      ),
    endpoints: () => seat.runtime.endpoints(),
    env: () => seat.runtime.env(),
    logs: (part) => seat.runtime.logs(part).map((line) => numbered(seat, line)),
    followLogs: (listener, signal) => listen('line', listener, signal),
    replace(make, reason) {
      if (replacing) return Promise.reject(new Error('the runtime is being replaced already'));
      replacing = replace(make, reason).finally(() => {
        replacing = undefined;
      });
      return replacing;
    },
    async down() {
      await replacing?.catch(() => undefined);
      await seat.runtime.down();
    },
  };
}

function fail(reason: Error): never {
  throw reason;
}

/** A part of a runtime that is to go is as good as stopped, even while it still answers. */
function shown({ offset, ending }: Seat, status: PartStatus): PartStatus {
  const numbered = { ...status, generation: status.generation + offset };
  if (!ending.signal.aborted) return numbered;
  return { ...numbered, state: 'stopped', reason: (ending.signal.reason as Error).message };
}

function numbered({ offset }: Seat, line: LogLine): LogLine {
  return line.generation === undefined ? line : { ...line, generation: line.generation + offset };
}
