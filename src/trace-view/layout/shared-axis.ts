import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import { extentOf } from './extent.ts';

/** What an axis needs of a span. Times are milliseconds. */
interface Timed {
  start: number;
  duration: number;
  service?: string;
}

/** A trace whose spans count their starts from its own beginning. */
interface Drawable<Span extends Timed> {
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
 * Puts traces of one request on one axis, earliest first, so that a part that left the trace is seen where it happened; the
 * one in which a check sent the request comes before its parts, whose times are of other services.
 * That they are of one request is told by time: each begins while those before it go on, or soon after. Traces of
 * different times keep axes of their own: on one, each would be a stroke.
 */
export function onSharedAxes<Span extends Timed, Trace extends Drawable<Span>>(
  traces: readonly Trace[],
): OnAxis<Trace>[] {
  const filled = traces.filter(({ spans }) => spans.length > 0).sort((a, b) => beginOf(a) - beginOf(b));
  const groups: Trace[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const trace of filled) {
    const group = groups.at(-1);
    const length = group ? end - beginOf(group[0]!) : 0;
    const own = trace.began + (extentOf(counted(trace.spans))?.end ?? 0);
    // A gap longer than all that is drawn would leave more of the axis empty than not.
    if (group && beginOf(trace) - end <= length) group.push(trace);
    else {
      groups.push([trace]);
      end = own;
    }
    end = Math.max(end, own);
  }
  return [...groups.flatMap(placed), ...traces.filter(({ spans }) => spans.length === 0).map(alone)];
}

function placed<Span extends Timed, Trace extends Drawable<Span>>(group: readonly Trace[]): OnAxis<Trace>[] {
  // Once and not for each span: it looks at all of them.
  const begin = beginOf(group[0]!);
  const shifted = group.map((trace) => ({
    ...trace,
    spans: trace.spans.map((span) => ({ ...span, start: span.start + trace.began - begin })),
  }));
  const extent = extentOf(shifted.flatMap(({ spans }) => counted(spans))) ?? { start: 0, end: 0 };
  return shifted
    .toSorted((a, b) => ownOf(b.spans) - ownOf(a.spans))
    .map((trace) => ({ trace, extent, shared: group.length > 1 }));
}

/** When the first span began that counts, since the Unix epoch. */
function beginOf({ began, spans }: Drawable<Timed>): number {
  return began + (extentOf(counted(spans))?.start ?? 0);
}

/** A check's own span may end before its message is taken up: the time from there to the message is none of the trace's. */
function counted<Span extends Timed>(spans: readonly Span[]): readonly Span[] {
  const begin = extentOf(spans.filter(({ service }) => service !== OWN_SERVICE))?.start;
  if (begin === undefined) return spans;
  return spans.filter(({ service, start, duration }) => service !== OWN_SERVICE || start + duration >= begin);
}

/** How many rows a drawing of these spans has, in words: the request that a check sent has one of its own. */
export function countRows(spans: readonly { service?: string }[]): string {
  const own = ownOf(spans);
  const others = spans.length - own;
  const count = others === 1 ? '1 span' : `${others} spans`;
  return own === 0 ? count : `${count}, and ${own === 1 ? 'the one' : `the ${own}`} of the check itself`;
}

function ownOf(spans: readonly { service?: string }[]): number {
  return spans.filter(({ service }) => service === OWN_SERVICE).length;
}

function alone<Trace>(trace: Trace): OnAxis<Trace> {
  return { trace, extent: { start: 0, end: 0 }, shared: false };
}
