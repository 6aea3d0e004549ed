import type { SpanKind } from '#telemetry/trace/span.ts';

/** What the path needs of a span. Times are milliseconds. */
interface TimedSpan {
  spanId: string;
  parentSpanId?: string;
  kind?: SpanKind;
  start: number;
  duration: number;
}

interface Stretch {
  id: string;
  kind?: SpanKind;
  start: number;
  end: number;
}

/** Milliseconds by which two ends may differ and be the same instant: a start and a duration are rounded apart. */
const ROUNDING = 0.001;

/**
 * The part of a span that may lie beside the next one and yet come before it: who opens a span for what follows may do so a
 * little before the last one is ended. otelsql begins `sql.rows` 3–20 µs before it ends a `sql.conn.query` of 0.5–800 ms.
 */
const BESIDE = 0.05;

/**
 * The spans that make up the wait, by their ids: every root, and of each span on the path the child that ended last, then
 * the one that ended last before that began, and so on. What nobody waited for is not on it.
 */
export function criticalPath(spans: readonly TimedSpan[]): Set<string> {
  const ids = new Set(spans.map((span) => span.spanId));
  const open: Stretch[] = [];
  const children = new Map<string, Stretch[]>();
  for (const { spanId: id, parentSpanId: parent, kind, start, duration } of spans) {
    const stretch = { id, kind, start, end: start + duration };
    if (parent === undefined || !ids.has(parent)) open.push(stretch);
    else if (!children.get(parent)?.push(stretch)) children.set(parent, [stretch]);
  }
  const path = new Set<string>();
  for (let span = open.pop(); span; span = open.pop()) {
    // Two spans may have one id, and one of them may name it as its parent.
    if (path.has(span.id)) continue;
    path.add(span.id);
    for (const child of waitedFor(span, children.get(span.id) ?? [])) open.push(child);
  }
  return path;
}

function waitedFor(parent: Stretch, children: readonly Stretch[]): Stretch[] {
  const waits: Stretch[] = [];
  let until = parent.end;
  for (const child of children.toSorted((a, b) => b.end - a.end)) {
    const beside = Math.min(child.end, parent.end) - until;
    if (!isAwaited(child, parent) || beside > ROUNDING + BESIDE * (child.end - child.start)) continue;
    waits.push(child);
    until = Math.min(until, child.start);
  }
  return waits;
}

// A caller waits for its answer, whatever the clock of the machine that gives it says. Nobody waits for who takes a
// message, and no other child that is still at work when its parent has ended held that one up.
function isAwaited({ kind, end }: Stretch, parent: Stretch): boolean {
  if (kind === 'server') return true;
  return kind !== 'consumer' && end <= parent.end + ROUNDING;
}
