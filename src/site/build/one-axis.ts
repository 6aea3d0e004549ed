import type { DrawnSpan, DrawnTrace } from '#course/recordings/drawn-trace.ts';
import { SERVICES } from '#system/part-names.ts';
import { onSharedAxes } from '#trace-view/layout/shared-axis.ts';
import { type Axis, axisOver } from '#trace-view/layout/waterfall-layout.ts';

/** Recorded traces of one request, earliest first, each with the axis of time to draw it on: the check's own span is left out. */
export function onOneAxis(
  recorded: readonly DrawnTrace[],
): { traceId: string; spans: DrawnSpan[]; axis: Axis }[] {
  return onSharedAxes(recorded.map(withoutCheck)).map(({ trace, extent }) => ({
    traceId: trace.traceId,
    spans: trace.spans,
    axis: axisOver(extent),
  }));
}

/** What hung below the check's own span begins the trace. */
function withoutCheck(trace: DrawnTrace): DrawnTrace {
  const services: readonly string[] = SERVICES;
  const spans = trace.spans.filter(({ service }) => services.includes(service));
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const depth = Math.min(...spans.map((span) => span.depth));
  return {
    ...trace,
    spans: spans.map(({ parentSpanId, ...span }) => ({
      ...span,
      depth: span.depth - depth,
      ...(parentSpanId !== undefined && ids.has(parentSpanId) && { parentSpanId }),
    })),
  };
}
