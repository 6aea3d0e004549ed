import { showDuration } from '../duration.ts';
import { longest } from '../text/longest.ts';
import { extentOf } from './extent.ts';

/** What a drawn line needs of its span, in tree order. */
export interface RowSpan {
  service: string;
  name: string;
  kind: string;
  /** Milliseconds, on the same clock for all spans of a drawing. */
  start: number;
  duration: number;
  status: string;
  depth: number;
  orphan: boolean;
  /** Whether its parent was started outside the system, and is stored nowhere. */
  outside?: boolean;
}

/** What is said of a span whose parent is not stored, and of one whose parent was started outside: the same everywhere. */
export const PARENT_MARKS = { orphan: 'parent not stored', outside: 'started outside' } as const;

/** One span as the pieces of a line of text; what joins them may paint each by itself. */
export interface Row {
  /** Indentation and the mark of the span's place in the tree. */
  lead: string;
  service: string;
  name: string;
  kind: string;
  /** Fills the label up to the width that all rows share. */
  fill: string;
  bar: { before: string; cells: string; after: string };
  duration: string;
  /** In words: what is to be seen at this span. */
  marks: string[];
}

/** Lays spans out as lines with bars of `width` columns on one axis: their own, or one that others share. */
export function layOutRows(spans: readonly RowSpan[], width: number, extent = extentOf(spans)): Row[] {
  const { start, end } = extent ?? { start: 0, end: 0 };
  // At least a microsecond: spans that all have no length still need an axis that has one.
  const length = Math.max(end - start, 0.001);
  const leads = spans.map(leadOf);
  const lengths = spans.map(
    ({ service, name, kind }, index) => leads[index]!.length + service.length + name.length + kind.length + 6,
  );
  const labelWidth = longest(lengths, (one) => one);
  return spans.map((span, index) => {
    const from = Math.max(0, Math.min(width - 1, Math.floor(((span.start - start) / length) * width)));
    const cells = Math.max(1, Math.min(width - from, Math.round((span.duration / length) * width)));
    return {
      lead: leads[index]!,
      service: span.service,
      name: span.name,
      kind: `[${span.kind}]`,
      fill: ' '.repeat(labelWidth - lengths[index]!),
      bar: { before: ' '.repeat(from), cells: '='.repeat(cells), after: ' '.repeat(width - from - cells) },
      duration: showDuration(span.duration),
      marks: marksOf(span),
    };
  });
}

/** Levels that are drawn as indentation. A deeper span has its level in figures: 50 000 levels would make lines of 100 KB. */
const DEEPEST = 24;

function leadOf({ depth, orphan }: RowSpan): string {
  const mark = orphan ? '? ' : depth > 0 ? '└ ' : '';
  const indent = '  '.repeat(Math.max(0, Math.min(depth, DEEPEST) - 1));
  return depth > DEEPEST ? `${`level ${depth} `.padStart(indent.length)}${mark}` : `${indent}${mark}`;
}

function marksOf({ depth, orphan, outside, status }: RowSpan): string[] {
  const top = outside ? PARENT_MARKS.outside : 'root';
  return [
    ...(orphan ? [PARENT_MARKS.orphan] : depth === 0 ? [top] : []),
    ...(status === 'error' ? ['error'] : []),
  ];
}
