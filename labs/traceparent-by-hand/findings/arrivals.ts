import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';

/** A request of the learner as a service logged it on arrival. */
export interface Arrival {
  service: string;
  /** The header as it came; `none` where there was none. */
  received: string;
  /** The trace in which the service went on. */
  trace: OwnTrace;
  time: number;
  order: string;
}

/** What storefront was sent by the learner, oldest first: a line for each checkout that arrived. */
export function arrivals({ traces }: OwnTraces, service = 'storefront'): Arrival[] {
  return traces
    .flatMap((trace) =>
      trace.lines.flatMap(({ part, fields, time }) => {
        const received = fields?.received_traceparent;
        if (part !== service || typeof received !== 'string') return [];
        return [{ service, received, trace, time, order: String(fields?.['bookstore.order.id'] ?? '') }];
      }),
    )
    .toSorted((a, b) => a.time - b.time);
}

/** The newest arrival with this header, or with this trace id in its header. */
export function arrivalOf(
  all: readonly Arrival[],
  { text, traceId }: { text: string; traceId?: string },
): Arrival | undefined {
  return (
    all.findLast(({ received }) => received === text) ??
    all.findLast(({ received }) => traceId !== undefined && received.toLowerCase().includes(traceId))
  );
}
