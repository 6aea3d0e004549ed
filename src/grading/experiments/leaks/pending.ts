import type { CollectorGraph } from '#runtimes/runtime.ts';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import { livePipelines, typeOf } from '../pipeline/live-pipelines.ts';

/** Processors that hold spans back before they hand them on. */
const HOLDING: readonly string[] = ['tail_sampling', 'groupbytrace', 'batch'];

/**
 * Whether the Collector may have copies of spans that it has not sent yet: a pipeline holds spans back, and fewer were sent
 * than all pipelines together send of what came in.
 */
export function mayStillSend(
  graph: CollectorGraph | undefined,
  counted: CollectorCounters | undefined,
): boolean {
  if (!graph || !counted) return false;
  const live = livePipelines(graph);
  if (!live.some(({ processors }) => processors.some((id) => HOLDING.includes(typeOf(id))))) return false;
  const ends = live.flatMap(({ exporters }) => exporters.filter((id) => !(id in graph.connectors)));
  return totalOf(counted.sent) < totalOf(counted.accepted) * ends.length;
}
