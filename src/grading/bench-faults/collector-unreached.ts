import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Unreached } from '../experiments/checkout/probe-result.ts';

/**
 * The first service whose exporter sent to the bench's own Collector and made no connection: a Collector that has just
 * been restarted may be ready before every service's requests arrive at it, and that is no fault of the learner's. One
 * that sends elsewhere, or is refused, is not meant.
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
