import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Unreached } from '../experiments/checkout/probes/probe-result.ts';

/**
 * The first service whose exporter sent to the bench's own Collector and made no connection. A Collector that has just
 * been restarted may be ready before every service's requests arrive at it, which is no fault of the learner's. An
 * exporter that sends to another address, or whose spans are refused, is not excused.
 */
export function collectorUnreached(lines: readonly LogLine[], endpoint: string): Unreached | undefined {
  for (const { part, text, fields } of lines) {
    const service = SERVICES.find((one) => one === part);
    const error = String(fields?.error ?? text);
    if (service && error.includes(`"${endpoint}/v1/traces": `) && NO_CONNECTION.test(error))
      return { service, error };
  }
  return undefined;
}

/** What Go's net package says (net.OpError) when the other side cannot be reached or goes away meanwhile. */
const NO_CONNECTION = /: (dial tcp\b|EOF$|read tcp .*: connection reset)/;
