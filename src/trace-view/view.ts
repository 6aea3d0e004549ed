import type { Attributes, Span, SpanKind } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { outsideCallers } from './outside-callers.ts';
import { waterfall } from './text/waterfall.ts';

/** A trace as pages draw it; the same shape as the server's API gives. */
export interface DrawnTrace {
  traceId: string;
  began: number;
  spans: {
    traceId: string;
    spanId: string;
    parentSpanId?: string;
    service: string;
    name: string;
    kind: SpanKind;
    start: number;
    duration: number;
    status: Span['status'];
    depth: number;
    orphan: boolean;
    outside?: boolean;
    attributes: Record<string, string | number | boolean>;
  }[];
  waterfall: string;
}

/**
 * Lays the spans of one trace out for drawing. `outside` are span ids that are known to have been started elsewhere; the
 * callers of the Bookstore's edge are known without.
 */
export function drawTrace(
  traceId: string,
  spans: readonly Span[],
  outside: readonly string[] = [],
): DrawnTrace {
  const callers = outsideCallers(spans, outside);
  const placed = walk(buildTree(spans, callers));
  const first = placed.reduce(
    (earliest, { span }) => Math.min(earliest, span.startTime),
    Number.POSITIVE_INFINITY,
  );
  return {
    traceId,
    began: placed.length === 0 ? 0 : first,
    spans: placed.map(({ span, depth, orphan }) => ({
      traceId: span.traceId,
      spanId: span.spanId,
      ...(span.parentSpanId && { parentSpanId: span.parentSpanId }),
      service: span.service,
      name: span.name,
      kind: span.kind,
      start: span.startTime - first,
      duration: span.duration,
      status: span.status,
      depth,
      orphan,
      ...(depth === 0 && callers.includes(span.parentSpanId ?? '') && { outside: true }),
      attributes: flat(span.attributes),
    })),
    waterfall: waterfall(spans, callers),
  };
}

function flat(attributes: Attributes): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      key,
      Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  );
}
