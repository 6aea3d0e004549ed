import type { Span } from './span.ts';
import type { SpanTree } from './tree.ts';

/** A stretch of time; both ends in milliseconds since the Unix epoch. */
interface Interval {
  start: number;
  end: number;
}

/** A span and the time that it did not spend waiting for a child: milliseconds. */
export interface OwnTime {
  span: Span;
  own: number;
}

/**
 * A span's own time: its duration without the time in which at least one of its children was open. Children may overlap
 * each other, outlast their parent, or begin after it has ended; only what lies inside the parent is taken off.
 */
export function ownTime(tree: SpanTree, span: Span): number {
  return ownWithin(tree, span, intervalOf(span));
}

/**
 * The own times of a span and of every span below it, as far as they lie inside that span: what went on after its end,
 * such as a payment, was no part of the wait. No recursion: a trace may be deeper than the stack of calls.
 */
export function ownTimesBelow(tree: SpanTree, top: Span): OwnTime[] {
  const within = intervalOf(top);
  const times: OwnTime[] = [];
  const seen = new Set<Span>([top]);
  const ahead = [top];
  for (let span = ahead.pop(); span; span = ahead.pop()) {
    times.push({ span, own: ownWithin(tree, span, within) });
    for (const child of tree.childrenOf(span)) {
      // Spans that are their own ancestors would lead round and round.
      if (seen.has(child)) continue;
      seen.add(child);
      ahead.push(child);
    }
  }
  return times;
}

/** The own times of each service's spans together, inside a span; they add up to its duration where no child outlasts its parent. */
export function ownTimeOfServices(tree: SpanTree, top: Span): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { span, own } of ownTimesBelow(tree, top))
    sums.set(span.service, (sums.get(span.service) ?? 0) + own);
  return sums;
}

/** The span that spent most of a span's time itself, and the next one after it: where it is nearly as long, the answer is open. */
export function keySpan(tree: SpanTree, top: Span): { key: OwnTime; second: OwnTime | undefined } {
  let key: OwnTime | undefined;
  let second: OwnTime | undefined;
  for (const one of ownTimesBelow(tree, top)) {
    if (!key || one.own > key.own) [key, second] = [one, key];
    else if (!second || one.own > second.own) second = one;
  }
  return { key: key!, second };
}

function intervalOf({ startTime, duration }: Span): Interval {
  return { start: startTime, end: startTime + duration };
}

function clipped(one: Interval, to: Interval): Interval {
  return { start: Math.max(one.start, to.start), end: Math.min(one.end, to.end) };
}

/** The tree gives children by their start, so that one pass adds up the time that they cover. */
function ownWithin(tree: SpanTree, span: Span, within: Interval): number {
  const own = clipped(intervalOf(span), within);
  if (own.end <= own.start) return 0;
  let covered = 0;
  let until = own.start;
  for (const child of tree.childrenOf(span)) {
    const { start, end } = clipped(intervalOf(child), own);
    if (end <= Math.max(start, until)) continue;
    covered += end - Math.max(start, until);
    until = end;
  }
  return own.end - own.start - covered;
}
