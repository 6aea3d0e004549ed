import type { Span } from './span.ts';
import { buildTree } from './tree.ts';
import { type Placed, walk } from './walk.ts';

const BAR = 24;

/** One trace as plain text: a line a span, indented by depth, with a bar for its time. */
export function waterfall(spans: readonly Span[], outside: readonly string[] = []): string {
  const placed = walk(buildTree(spans, outside));
  if (placed.length === 0) return 'no spans';
  const start = Math.min(...placed.map(({ span }) => span.startTime));
  const end = Math.max(...placed.map(({ span }) => span.startTime + span.duration));
  const scale = { start, length: Math.max(end - start, 0.001) };
  const labels = placed.map(labelOf);
  const width = Math.max(...labels.map((label) => label.length));
  const rows = placed.map(({ span }, index) => {
    const duration = `${span.duration.toFixed(1)} ms`.padStart(10);
    return `${labels[index]!.padEnd(width)}  ${bar(span, scale)} ${duration}${span.status === 'error' ? '  error' : ''}`;
  });
  return [`trace ${placed[0]!.span.traceId}`, ...rows].join('\n');
}

function labelOf({ span, depth, orphan }: Placed): string {
  const mark = orphan ? '? ' : depth > 0 ? '└ ' : '';
  return `${'  '.repeat(Math.max(0, depth - 1))}${mark}${span.service}  ${span.name}  [${span.kind}]`;
}

function bar(span: Span, { start, length }: { start: number; length: number }): string {
  const from = Math.min(BAR - 1, Math.floor(((span.startTime - start) / length) * BAR));
  const cells = Math.max(1, Math.min(BAR - from, Math.round((span.duration / length) * BAR)));
  return `|${' '.repeat(from)}${'='.repeat(cells)}${' '.repeat(BAR - from - cells)}|`;
}
