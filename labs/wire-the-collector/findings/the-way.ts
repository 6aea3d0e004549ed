import { type Target, targetOf } from '#grading/experiments/pipeline/exporter-target.ts';
import { livePipelines, type TracesPipeline, typeOf } from '#grading/experiments/pipeline/live-pipelines.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';

export type Backend = 'tempo' | 'jaeger';

/** What there is to say of the way of the services' spans through the Collector. */
export interface Way {
  graph: NonNullable<PipelineSeen['graph']>;
  counted: NonNullable<PipelineSeen['counted']>;
  /** The pipelines that the services' spans enter. */
  live: readonly TracesPipeline[];
  accepted: number;
  refused: number;
}

type Counts = Way['counted']['accepted'];

/** Puts the way together; that graph and counters are there, the experiment has seen to. */
export function wayOf({ graph, counted }: PipelineSeen): Way {
  if (!graph || !counted)
    throw new Error('judged without a graph or counters: the experiment’s trouble comes first');
  const [accepted, refused] = [sum(counted.accepted), sum(counted.refused)];
  return { graph, counted, live: livePipelines(graph), accepted, refused };
}

/** Adds counts up, those of one value of a label or all. */
export function sum(counts: Counts, label?: string, values?: readonly string[]): number {
  const wanted =
    label === undefined ? counts : counts.filter(({ labels }) => values?.includes(labels[label] ?? ''));
  return wanted.reduce((total, { count }) => total + count, 0);
}

/** Exporters in the way that send to a target. */
export function liveExporters({ graph, live }: Way, target: Target): string[] {
  const all = new Set(live.flatMap(({ exporters }) => exporters));
  return [...all].filter((id) => targetOf(graph, id) === target);
}

/** Exporters that the file defines for a target and no pipeline in the way names. */
export function idleExporters(way: Way, target: Target): string[] {
  const named = way.live.flatMap(({ exporters }) => exporters);
  return Object.keys(way.graph.exporters).filter(
    (id) => targetOf(way.graph, id) === target && !named.includes(id),
  );
}

/** The pipelines in the way that end at Tempo; where none has its address, those that end at one nobody knows. */
export function pipelinesToTempo(way: Way): TracesPipeline[] {
  const endingAt = (target: Target) =>
    way.live.filter(({ exporters }) => exporters.some((id) => targetOf(way.graph, id) === target));
  const known = endingAt('tempo');
  return known.length > 0 ? known : endingAt('elsewhere');
}

/** The first component of a type in a list of processors. */
export function ofType(processors: readonly string[], ...types: readonly string[]): string | undefined {
  return processors.find((id) => types.includes(typeOf(id)));
}

/** Processors that can take an attribute away. */
export const SCRUBBERS = ['attributes', 'redaction', 'transform'] as const;
