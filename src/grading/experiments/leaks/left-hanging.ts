import { SERVICES } from '#system/part-names.ts';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import type { Unreached } from '../checkout/probes/probe-result.ts';
import type { LeaksSeen } from './seen.ts';

/** What Go says when a request was sent and nobody answered it in time. */
const NO_ANSWER = /"(http[^"]*)\/v1\/traces": .*(Client\.Timeout exceeded|context deadline exceeded)/;

/**
 * The first service whose spans were never answered, although the Collector took those of others, refused none and complains
 * of nothing. On a cluster a connection to the pod that was replaced hangs until it times out, and the spans are lost. A
 * pipeline of the learner's that makes services wait says so in the Collector's log, or refuses.
 */
export function leftHanging(
  { exportErrors, complaints }: Pick<LeaksSeen, 'exportErrors' | 'complaints'>,
  counted: CollectorCounters | undefined,
  endpoint: string,
): Unreached | undefined {
  if (!counted || totalOf(counted.accepted) === 0 || totalOf(counted.refused) > 0) return undefined;
  if (complaints.length > 0) return undefined;
  for (const [name, error] of Object.entries(exportErrors)) {
    const service = SERVICES.find((one) => one === name);
    if (service && error && NO_ANSWER.exec(error)?.[1] === endpoint) return { service, error };
  }
  return undefined;
}
