import { readGraph } from '../collector/read-graph.ts';
import { type CollectorCommand, validateCollector } from '../collector/validate-collector.ts';
import type { CollectorGraph } from '../runtime.ts';
import type { KindContext } from './context.ts';
import { podCollectorVariables } from './pod-collector-variables.ts';

/** What the Collector's program makes of configuration files, merged and read as in the pod. */
export interface CollectorQuestions {
  /** What it has against them. */
  judge(files: readonly string[], signal: AbortSignal): Promise<string | undefined>;
  read(files: readonly string[], signal: AbortSignal): Promise<CollectorGraph | undefined>;
}

/** Asks the program on this machine; one for another system cannot be asked, and then the pod judges. */
export function askCollector(context: KindContext, program: () => string | undefined): CollectorQuestions {
  const asked = (configFiles: readonly string[]): CollectorCommand => ({
    ...{ program: program(), configFiles },
    ...{ env: podCollectorVariables(), cwd: context.folders.state },
  });
  const cannot = () => program() !== undefined && context.target !== undefined;
  return {
    judge: async (files, signal) => (cannot() ? undefined : validateCollector(asked(files), signal)),
    read: async (files, signal) => (cannot() ? undefined : readGraph(asked(files), signal)),
  };
}
