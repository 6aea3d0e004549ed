import type { SpanKind } from '#telemetry/trace/span.ts';

/** What the layout needs of a span; a figure in the prose gives fewer facts than a stored span. Times are milliseconds. */
export interface PlacedSpan {
  spanId: string;
  start: number;
  duration: number;
  depth: number;
  parentSpanId?: string;
  kind?: SpanKind;
}

export interface Placement {
  /** Percent of the axis. */
  left: number;
  width: number;
  /** Whether the span lies on the longest chain of spans that the end of the trace waited for. */
  critical: boolean;
  /** The wait between the end of the parent and the start of this span, as across a queue. */
  gap?: { left: number; width: number };
}

export interface Axis {
  /** Milliseconds at the left edge and covered by the whole axis. */
  from: number;
  length: number;
  ticks: { at: number; label: string }[];
}

/** Places every span on one time axis, in percent, so that any number of traces can share it. */
export function layOut(spans: readonly PlacedSpan[], axis: Axis): Placement[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const critical = criticalPath(spans);
  return spans.map((span) => {
    const left = clamp(((span.start - axis.from) / axis.length) * 100, 0, 99.6);
    const width = clamp((span.duration / axis.length) * 100, 0.4, 100 - left);
    const parent = byId.get(span.parentSpanId ?? '');
    const parentEnd = parent ? ((parent.start + parent.duration - axis.from) / axis.length) * 100 : left;
    const gap = left - parentEnd > 0.5 ? { left: parentEnd, width: left - parentEnd } : undefined;
    return { left, width, critical: critical.has(span.spanId), gap };
  });
}

/** An axis over all the spans given, with three to six round ticks. */
export function axisOf(spans: readonly PlacedSpan[]): Axis {
  const from = Math.min(...spans.map((span) => span.start), Number.POSITIVE_INFINITY);
  const end = Math.max(...spans.map((span) => span.start + span.duration), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(from)) return { from: 0, length: 1, ticks: [] };
  const length = Math.max(end - from, 0.001);
  const step = roundStep(length / 4);
  const ticks = [];
  for (let count = 0; count * step <= length; count++) {
    ticks.push({ at: ((count * step) / length) * 100, label: showDuration(count * step) });
  }
  return { from, length, ticks };
}

/** A duration as people read it: `0`, `340 µs`, `4.2 ms`, `120 ms`, `1.25 s`. */
export function showDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds < 10) return `${trim(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${trim((milliseconds / 1000).toFixed(2))} s`;
}

// From the span that ends last, upwards to the root and downwards to the child that ended last.
function criticalPath(spans: readonly PlacedSpan[]): Set<string> {
  const ids = new Set(spans.map((span) => span.spanId));
  const roots = spans.filter((span) => !ids.has(span.parentSpanId ?? ''));
  const end = (span: PlacedSpan) => span.start + span.duration;
  const path = new Set<string>();
  let next = roots.toSorted((a, b) => end(b) - end(a))[0];
  while (next && !path.has(next.spanId)) {
    const { spanId } = next;
    path.add(spanId);
    next = spans.filter((span) => span.parentSpanId === spanId).toSorted((a, b) => end(b) - end(a))[0];
  }
  return path;
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

function trim(number: string): string {
  return number.replace(/\.?0+$/, '');
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
