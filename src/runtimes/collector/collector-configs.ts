import type { CollectorGraph, LogLine, PartStatus } from '../runtime.ts';
import { changeConfig } from './change-config.ts';
import { keepConfig } from './keep-config.ts';

/** What became of a configuration; `text` is the learner's, as it was judged. */
export type ConfigOutcome =
  | { status: 'ok' }
  | { status: 'refused'; reason: string; text: string }
  /** The Collector, not the configuration. */
  | { status: 'broken'; reason: string };

/** Which files the Collector's configuration is merged from: the first is a complete configuration, the others are merged over it. */
export interface CollectorConfigs {
  /** Those to start the Collector with; notes that it is started with them. */
  take(): readonly string[];
  /** How the Collector reads what it was started with. */
  graph(signal: AbortSignal): Promise<CollectorGraph | undefined>;
  /** Restarts it with the bench's own where that runs and has become another. */
  renew(signal: AbortSignal): Promise<void>;
  /** Makes the Collector run a file of the workspace, or without one the bench's own; does nothing where that runs. */
  apply(workspace: string, file: string | undefined, signal: AbortSignal): Promise<ConfigOutcome>;
}

interface Using {
  stateFolder: string;
  /** The bench's own, which run until another is applied. */
  own: () => readonly string[];
  /** The bench's part, merged last over a learner's file. */
  benchPart: string;
  /** What the Collector's program has against these files. */
  judge: (files: readonly string[], signal: AbortSignal) => Promise<string | undefined>;
  /** How the Collector's program reads these files. */
  read: (files: readonly string[], signal: AbortSignal) => Promise<CollectorGraph | undefined>;
  /** Restarts the Collector with those in use. */
  restart: (signal: AbortSignal) => Promise<PartStatus>;
  status: () => PartStatus;
  logs: () => readonly LogLine[];
}

/** Keeps the configuration of one bench's Collector. */
export function collectorConfigs(using: Using): CollectorConfigs {
  const { stateFolder, own, benchPart, judge, read, restart, status, logs } = using;
  let applied: readonly string[] | undefined;
  let started: readonly string[] | undefined;
  const inUse = () => applied ?? own();
  const runs = (files: readonly string[]) =>
    files.join('\n') === started?.join('\n') && !['stopped', 'failed', 'dead'].includes(status().state);
  const change = (wanted: readonly string[] | undefined, signal: AbortSignal) => {
    const use = (files: readonly string[] | undefined, until: AbortSignal) => {
      applied = files;
      return restart(until);
    };
    return changeConfig(
      { judge: () => judge(wanted ?? own(), signal), wanted, inUse: applied, use, status, logs },
      signal,
    );
  };
  return {
    take() {
      started = inUse();
      return started;
    },
    graph: async (signal) => (started === undefined ? undefined : read(started, signal)),
    async renew(signal) {
      if (applied === undefined && started !== undefined && !runs(own())) await restart(signal);
    },
    async apply(workspace, file, signal) {
      signal.throwIfAborted();
      if (file === undefined) {
        // One that never ran or has died runs the bench's own as soon as it is started again.
        if (applied === undefined && (started === undefined || runs(own()) || status().state !== 'ready'))
          return { status: 'ok' };
        return change(undefined, signal);
      }
      const kept = await keepConfig(stateFolder, workspace, file);
      if (!kept.ok) return { status: 'refused', reason: kept.error, text: '' };
      const wanted = [kept.file, benchPart];
      if (runs(wanted)) return { status: 'ok' };
      if (started === undefined)
        return { status: 'broken', reason: 'the Collector has not been started yet' };
      const outcome = await change(wanted, signal);
      return outcome.status === 'refused' ? { ...outcome, text: kept.text } : outcome;
    },
  };
}
