import type { SpanKind } from '#telemetry/trace/span.ts';
import { storedSpans } from './stored-spans.ts';
import { type DrawnTrace, drawTrace } from './view.ts';

/** What is done to a trace before it is drawn. */
export interface Alteration {
  /** Spans that are left out, as if they had been lost. */
  without: readonly { service: string; kind: SpanKind }[];
  /** Moves the spans of one service, as a wrong clock does. */
  shifted?: { service: string; ms: number } | undefined;
}

/** A recorded trace as it would look after a fault of telemetry: with spans lost, or with one clock wrong. */
export function alteredTrace(trace: DrawnTrace, { without, shifted }: Alteration): DrawnTrace {
  const left = storedSpans(trace).filter(
    (span) => !without.some(({ service, kind }) => span.service === service && span.kind === kind),
  );
  const moved = left.map((span) =>
    span.service === shifted?.service ? { ...span, startTime: span.startTime + shifted.ms } : span,
  );
  return { ...drawTrace(trace.traceId, moved), began: trace.began };
}
