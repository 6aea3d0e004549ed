import { z } from 'zod';
import type { CollectorGraph } from '#runtimes/runtime.ts';
import { livePipelines, typeOf } from './live-pipelines.ts';

/** A duration of the graph is in nanoseconds, or in words where nobody has read it as a duration. */
const SamplerSchema = z.looseObject({ decision_wait: z.union([z.number(), z.string()]).optional() });
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Milliseconds: what tail_sampling waits where its settings do not say. */
const BY_ITSELF = 30_000;

/**
 * Milliseconds that tail sampling waits before it decides, the longest of the services' ways; undefined where none is. Of two
 * samplers in one pipeline the second begins when the first has decided.
 */
export function samplingWait(graph: CollectorGraph): number | undefined {
  const waits = sampledPipelines(graph).map((samplers) =>
    samplers.reduce((sum, id) => {
      const wait = SamplerSchema.safeParse(graph.processors[id] ?? {}).data?.decision_wait;
      return sum + (typeof wait === 'number' ? wait / 1e6 : inMilliseconds(wait));
    }, 0),
  );
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** The tail samplers of each pipeline in the services' way that has any, in the order in which they decide. */
export function sampledPipelines(graph: CollectorGraph): string[][] {
  return livePipelines(graph)
    .map(({ processors }) => processors.filter((id) => typeOf(id) === 'tail_sampling'))
    .filter((samplers) => samplers.length > 0);
}

function inMilliseconds(text: string | undefined): number {
  if (text === undefined) return BY_ITSELF;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit!]!, 0);
}
