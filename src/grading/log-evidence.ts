import type { Evidence } from '#course/verdict.ts';
import type { KeyedLog } from './experiments/checkout/probes/probe-result.ts';

/** A log line of a probe as a fact of a verdict: its message, with the trace and the span that it names. */
export function keyedLogFact(
  { service, message, traceId, spanId }: KeyedLog,
  note: string,
  field?: string,
): Evidence {
  return {
    kind: 'log',
    service,
    line: message,
    ...(field && { field }),
    ...(traceId && { traceId }),
    ...(spanId && { spanId }),
    note,
  };
}
