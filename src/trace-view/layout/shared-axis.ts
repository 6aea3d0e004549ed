import { extentOf } from './extent.ts';

/** A trace whose spans count their starts from its own beginning. Times are milliseconds. */
interface Drawable<Span extends { start: number; duration: number }> {
  /** Since the Unix epoch. */
  began: number;
  spans: readonly Span[];
}

/** A trace on an axis that it may share with others: its spans count from the axis's beginning. */
export interface OnAxis<Trace> {
  trace: Trace;
  /** What the axis covers. */
  extent: { start: number; end: number };
  /** Whether another trace is on the same axis. */
  shared: boolean;
}

/**
 * Puts traces of one request on one axis, earliest first, so that a part that left the trace is seen where it happened.
 * That they are of one request is told by time: each begins while those before it go on, or soon after. Traces of
 * different times keep axes of their own: on one, each would be a stroke.
 */
export function onSharedAxes<Span extends { start: number; duration: number }, Trace extends Drawable<Span>>(
  traces: readonly Trace[],
): OnAxis<Trace>[] {
  const filled = traces.filter(({ spans }) => spans.length > 0).sort((a, b) => a.began - b.began);
  const groups: Trace[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const trace of filled) {
    const group = groups.at(-1);
    const length = group ? end - group[0]!.began : 0;
    const own = trace.began + (extentOf(trace.spans)?.end ?? 0);
    // A gap longer than all that is drawn would leave more of the axis empty than not.
    if (group && trace.began - end <= length) group.push(trace);
    else {
      groups.push([trace]);
      end = own;
    }
    end = Math.max(end, own);
  }
  return [...groups.flatMap(placed), ...traces.filter(({ spans }) => spans.length === 0).map(alone)];
}

function placed<Span extends { start: number; duration: number }, Trace extends Drawable<Span>>(
  group: readonly Trace[],
): OnAxis<Trace>[] {
  const [first] = group;
  const shifted = group.map((trace) => ({
    ...trace,
    spans: trace.spans.map((span) => ({ ...span, start: span.start + trace.began - first!.began })),
  }));
  const extent = extentOf(shifted.flatMap(({ spans }) => spans)) ?? { start: 0, end: 0 };
  return shifted.map((trace) => ({ trace, extent, shared: group.length > 1 }));
}

function alone<Trace>(trace: Trace): OnAxis<Trace> {
  return { trace, extent: { start: 0, end: 0 }, shared: false };
}
