import { z } from 'zod';
import type { CollectorGraph } from '#runtimes/runtime.ts';
import { livePipelines, typeOf } from './live-pipelines.ts';

/** A duration of the graph is in nanoseconds, or in words where nobody has read it as a duration. */
const DurationSchema = z.union([z.number(), z.string()]);
const SamplerSchema = z.looseObject({
  decision_wait: DurationSchema.optional(),
  decision_wait_after_root_received: DurationSchema.optional(),
  num_traces: z.number().optional(),
  block_on_overflow: z.boolean().optional(),
});
type Sampler = z.infer<typeof SamplerSchema>;
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Milliseconds: what tail_sampling waits where its settings do not say. */
const BY_ITSELF = 30_000;
/** Traces that it has room for where they do not say. */
const ROOM = 50_000;

/**
 * Milliseconds that tail sampling waits before it decides, the longest of the services' ways; undefined where none is. Of two
 * samplers in one pipeline the second begins when the first has decided.
 */
export function samplingWait(graph: CollectorGraph): number | undefined {
  const waits = waitsOf(graph, ({ decision_wait: wait }) => milliseconds(wait, BY_ITSELF));
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/**
 * The same for traces with a root, at the soonest: `decision_wait_after_root_received` begins another wait with it. The sampler
 * counts both in whole seconds, of which it cuts off what is beyond, and none is shorter than one.
 */
export function soonestDecision(graph: CollectorGraph): number | undefined {
  const waits = waitsOf(graph, ({ decision_wait: wait, decision_wait_after_root_received: root }) => {
    const all = milliseconds(wait, BY_ITSELF);
    const soonest = Math.min(all, milliseconds(root, 0) || all);
    return Math.max(1, Math.floor(soonest / 1000)) * 1000;
  });
  return waits.length > 0 ? Math.min(...waits) : undefined;
}

/**
 * Traces that fit into the smallest tail sampler that lets none in when it is full; undefined where none does so. What it has
 * decided on takes room until something newer comes, so that a full one of these stays full.
 */
export function roomOfBlocking(graph: CollectorGraph): number | undefined {
  const rooms = settingsOf(graph)
    .flat()
    .flatMap(({ block_on_overflow: blocks, num_traces: room = ROOM }) => (blocks ? [room] : []));
  return rooms.length > 0 ? Math.min(...rooms) : undefined;
}

/** The sum of each pipeline's waits. */
function waitsOf(graph: CollectorGraph, waitOf: (sampler: Sampler) => number): number[] {
  return settingsOf(graph).map((samplers) => samplers.reduce((sum, settings) => sum + waitOf(settings), 0));
}

/** The settings of the tail samplers, by pipeline; none where they cannot be read. */
function settingsOf(graph: CollectorGraph): Sampler[][] {
  return sampledPipelines(graph).map((samplers) =>
    samplers.map((id) => SamplerSchema.safeParse(graph.processors[id] ?? {}).data ?? {}),
  );
}

/** The tail samplers of each pipeline in the services' way that has any, in the order in which they decide. */
export function sampledPipelines(graph: CollectorGraph): string[][] {
  return livePipelines(graph)
    .map(({ processors }) => processors.filter((id) => typeOf(id) === 'tail_sampling'))
    .filter((samplers) => samplers.length > 0);
}

function milliseconds(duration: number | string | undefined, otherwise: number): number {
  if (duration === undefined) return otherwise;
  return typeof duration === 'number' ? duration / 1e6 : inMilliseconds(duration);
}

function inMilliseconds(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit!]!, 0);
}
