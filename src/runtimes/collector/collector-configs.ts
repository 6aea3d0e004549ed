import type { Queue } from '../queue.ts';
import type { LogLine, PartStatus } from '../runtime.ts';
import { applyCollectorConfig } from './apply-collector.ts';
import { keepConfig } from './keep-config.ts';

/** Which files the Collector's configuration is merged from: the first is a complete configuration, the others are merged over it. */
export interface CollectorConfigs {
  inUse(): readonly string[];
  /** As Runtime.applyCollector. */
  apply(configFile: string, signal: AbortSignal): Promise<{ ok: boolean; error?: string }>;
}

interface Using {
  stateFolder: string;
  /** The bench's own, which run until another is applied. */
  own: () => readonly string[];
  /** What the Collector's program has against these files. */
  judge: (files: readonly string[], signal: AbortSignal) => Promise<string | undefined>;
  /** Restarts the Collector with those in use. */
  restart: (signal: AbortSignal) => Promise<PartStatus>;
  status: () => PartStatus;
  logs: () => readonly LogLine[];
  /** What else must not go on meanwhile. */
  inTurn: Queue;
}

/** Keeps the configuration of one bench's Collector. */
export function collectorConfigs(using: Using): CollectorConfigs {
  const { stateFolder, own, judge, restart, status, logs, inTurn } = using;
  let applied: readonly string[] | undefined;
  const inUse = () => applied ?? own();
  return {
    inUse,
    async apply(configFile, signal) {
      const copied = await keepConfig(stateFolder, configFile);
      if (!copied.ok) return copied;
      const wanted = configFile === own()[0] ? own() : [copied.file];
      const change = {
        judge: (until: AbortSignal) => judge(wanted, until),
        wanted,
        inUse: inUse(),
        use: (files: readonly string[], until: AbortSignal) => {
          applied = files;
          return restart(until);
        },
        ...{ status, logs },
      };
      return inTurn(() => applyCollectorConfig(change, signal), signal);
    },
  };
}
