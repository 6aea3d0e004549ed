import type { TraceView } from '#api/trace-view.ts';
import { terminalColour } from '#system/terminal-colour.ts';
import { layOutRows, PARENT_MARKS, type Row, type RowSpan } from '#trace-view/layout/row-layout.ts';
import { longest } from '#trace-view/text/longest.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

interface Drawing {
  paint: Paint;
  /** Columns for a line. */
  width: number;
  /** The span to point at. */
  here?: string | undefined;
  /** What the bars' axis covers, where it is not that of these spans alone. */
  extent?: { start: number; end: number } | undefined;
}

/** Columns a bar has at least; marks leave the line, and then names are shortened, to leave it them. */
const MIN_BAR = 12;
const MAX_BAR = 60;
/** What is left of a label at least, however narrow the terminal is. */
const MIN_LABEL = 24;

/** One trace as lines of text, a span each, with bars as long as the terminal allows. */
export function drawTrace({ traceId, spans }: TraceView, { paint, width, here, extent }: Drawing): string {
  const title = `${paint.dim('trace')} ${paint.bold(traceId)}`;
  if (spans.length === 0) return `${title}\nno spans`;
  const pointers = here === undefined ? [] : spans.map(({ spanId }) => (spanId === here ? '→ ' : '  '));
  const shown = spans.map((span) => ({
    ...span,
    service: harmless(span.service),
    name: harmless(span.name),
  }));
  const bare = layOutRows(shown, MIN_BAR);
  const label = longest(bare, labelLength);
  const time = longest(bare, ({ duration }) => duration.length);
  // The pointer, a space and two ends of the bar, a space before the duration.
  const without = (pointers[0]?.length ?? 0) + 4 + time;
  const marks = longest(bare, marksLength);
  // The name of a span is what people have to tell again: the marks of one or two rows must not shorten it in all of them.
  const apart = without + label + MIN_BAR + marks > width;
  const beside = apart ? without : without + marks;
  const labelWidth = Math.max(MIN_LABEL, Math.min(label, width - beside - MIN_BAR));
  const bar = Math.max(MIN_BAR, Math.min(MAX_BAR, width - beside - labelWidth));
  const rows = layOutRows(shorten(shown, bare, labelWidth), bar, extent);
  const lines = rows.map(
    (row, index) => `${paint.red(pointers[index] ?? '')}${drawRow(row, time, paint, apart)}`,
  );
  return [title, ...lines].join('\n');
}

function drawRow(row: Row, time: number, paint: Paint, apart: boolean): string {
  const { lead, service, name, kind, fill, bar, duration } = row;
  const colour = paint[terminalColour(service)];
  const marks = row.marks.map((mark) => (QUIET.includes(mark) ? paint.dim(mark) : paint.red(mark)));
  const line = [
    `${paint.dim(lead)}${colour(service)}`,
    name,
    `${paint.dim(kind)}${fill}`,
    `${paint.dim('|')}${bar.before}${colour(bar.cells)}${bar.after}${paint.dim('|')}`,
    duration.padStart(time),
  ].join(' ');
  if (marks.length === 0) return line;
  return apart ? `${line}\n${' '.repeat(lead.length + 4)}${marks.join(' ')}` : [line, ...marks].join(' ');
}

/** Marks of what is as it should be. */
const QUIET: readonly string[] = ['root', PARENT_MARKS.outside];

function marksLength({ marks }: Row): number {
  return ['', ...marks].join(' ').length;
}

function labelLength({ lead, service, name, kind }: Row): number {
  return [`${lead}${service}`, name, kind].join(' ').length;
}

function shorten(spans: readonly RowSpan[], rows: readonly Row[], max: number): RowSpan[] {
  return spans.map((span, index) => {
    const tooLong = labelLength(rows[index]!) - max;
    if (tooLong <= 0) return span;
    return { ...span, name: `${span.name.slice(0, Math.max(1, span.name.length - tooLong - 1))}…` };
  });
}
