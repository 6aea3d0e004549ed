import type { Runtime } from '#runtimes/runtime.ts';
import { type CollectorCounters, collectorCounters } from '#telemetry/clients/collector-counters.ts';

/** What the Collector has counted since it was started; undefined where its metrics do not answer. */
export async function countersOf(
  runtime: Runtime,
  signal: AbortSignal,
): Promise<CollectorCounters | undefined> {
  const answer = await collectorCounters(runtime.endpoints().collectorMetrics, signal);
  return answer.ok ? answer.value : undefined;
}
