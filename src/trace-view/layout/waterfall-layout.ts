import type { SpanKind } from '#telemetry/trace/span.ts';
import { showDuration } from '../duration.ts';
import { criticalPath } from './critical-path.ts';
import { extentOf } from './extent.ts';

/** What the layout needs of a span; a figure in the prose gives fewer facts than a stored span. Times are milliseconds. */
export interface LayoutSpan {
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
  /** Whether the span is on the critical path. */
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
export function layOut(spans: readonly LayoutSpan[], axis: Axis): Placement[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const critical = criticalPath(spans);
  return spans.map((span) => {
    const left = clamp(((span.start - axis.from) / axis.length) * 100, 0, 99.6);
    const width = clamp((span.duration / axis.length) * 100, 0.4, 100 - left);
    const parent = byId.get(span.parentSpanId ?? '');
    const parentEnd = parent
      ? Math.max(0, ((parent.start + parent.duration - axis.from) / axis.length) * 100)
      : left;
    const gap = left - parentEnd > 0.5 ? { left: parentEnd, width: left - parentEnd } : undefined;
    return { left, width, critical: critical.has(span.spanId), gap };
  });
}

/** An axis over all the spans given, with three to six round ticks. */
export function axisOf(spans: readonly LayoutSpan[]): Axis {
  const extent = extentOf(spans);
  return extent ? axisOver(extent) : { from: 0, length: 1, ticks: [] };
}

/** An axis over a stretch of time, with three to six round ticks. */
export function axisOver(extent: { start: number; end: number }): Axis {
  const from = extent.start;
  const length = Math.max(extent.end - from, SHORTEST_AXIS);
  const step = roundStep(length / 4);
  const ticks = [];
  for (let count = 0; count * step <= length; count++) {
    ticks.push({ at: ((count * step) / length) * 100, label: showDuration(count * step) });
  }
  return { from, length, ticks };
}

/** A microsecond, in milliseconds: spans that all have no length still need an axis that has one. */
const SHORTEST_AXIS = 0.001;

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
