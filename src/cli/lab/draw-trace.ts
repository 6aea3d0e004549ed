import type { TraceView } from '#api/trace-view.ts';
import { layOutRows, type Row } from '#telemetry/row-layout.ts';
import type { Paint } from './paint.ts';
import { serviceColour } from './service-colour.ts';
import { harmless } from './wrap.ts';

interface Drawing {
  paint: Paint;
  /** Columns for a line. */
  width: number;
  /** The span to point at. */
  here?: string | undefined;
}

/** Columns a bar has at least; names are shortened to leave it them. */
const SHORTEST = 12;
const LONGEST = 60;
/** The gap before a bar, its two ends, and the duration. */
const BESIDE = 2 + 2 + 1 + 10;

/** One trace as lines of text, a span each, with bars as long as the terminal allows. */
export function drawTrace({ traceId, spans }: TraceView, { paint, width, here }: Drawing): string {
  const title = `${paint.dim('trace')} ${paint.bold(traceId)}`;
  if (spans.length === 0) return `${title}\nno spans`;
  const marks = (row: Row, index: number) => [
    ...row.marks,
    ...(here !== undefined && spans[index]?.spanId === here ? ['← here'] : []),
  ];
  const shown = spans.map((span) => ({
    ...span,
    service: harmless(span.service),
    name: harmless(span.name),
  }));
  const bare = layOutRows(shown, SHORTEST);
  const beside = BESIDE + Math.max(...bare.map((row, index) => ['', ...marks(row, index)].join('  ').length));
  const label = Math.max(...bare.map(labelLength));
  const most = Math.max(width - beside - SHORTEST, 24);
  const cut = shown.map((span, index) => ({
    ...span,
    name: shorten(span.name, labelLength(bare[index]!) - most),
  }));
  const bar = Math.max(SHORTEST, Math.min(LONGEST, width - beside - Math.min(label, most)));
  const rows = layOutRows(cut, bar);
  return [title, ...rows.map((row, index) => drawRow(row, marks(row, index), paint))].join('\n');
}

function drawRow(
  { lead, service, name, kind, fill, bar, duration }: Row,
  marks: string[],
  paint: Paint,
): string {
  const colour = paint[serviceColour(service)];
  const line = [
    `${paint.dim(lead)}${colour(service)}  ${name}  ${paint.dim(kind)}${fill}`,
    `${paint.dim('|')}${bar.before}${colour(bar.cells)}${bar.after}${paint.dim('|')} ${duration}`,
    ...marks.map((mark) => (mark === 'root' ? paint.dim(mark) : paint.red(mark))),
  ];
  return line.join('  ');
}

function labelLength({ lead, service, name, kind }: Row): number {
  return lead.length + service.length + name.length + kind.length + 4;
}

function shorten(name: string, by: number): string {
  return by <= 0 ? name : `${name.slice(0, Math.max(1, name.length - by - 1))}…`;
}
