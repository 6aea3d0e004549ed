import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { layOutRows } from '../layout/row-layout.ts';
import { outsideCallers } from '../outside-callers.ts';

const BAR = 24;

/** One trace as plain text: a line a span, indented by depth, with a bar for its time. */
export function waterfall(spans: readonly Span[], known: readonly string[] = []): string {
  const outside = outsideCallers(spans, known);
  const placed = walk(buildTree(spans, outside));
  if (placed.length === 0) return 'no spans';
  const rows = layOutRows(
    placed.map(({ span, depth, orphan }) => ({
      ...span,
      ...{ start: span.startTime, depth, orphan },
      outside: depth === 0 && outside.includes(span.parentSpanId ?? ''),
    })),
    BAR,
  );
  const lines = rows.map(({ lead, service, name, kind, fill, bar, duration, marks }) =>
    [
      `${lead}${service}  ${name}  ${kind}${fill}`,
      `|${bar.before}${bar.cells}${bar.after}| ${duration.padStart(10)}`,
      ...marks,
    ].join('  '),
  );
  return [`trace ${placed[0]!.span.traceId}`, ...lines].join('\n');
}
