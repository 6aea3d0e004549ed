/** A span's place in time, in milliseconds of any clock that all spans share. */
interface Timed {
  start: number;
  duration: number;
}

/** When the first span begins and the last one ends; undefined where there is no span. */
export function extentOf(spans: readonly Timed[]): { start: number; end: number } | undefined {
  if (spans.length === 0) return undefined;
  // A loop and not Math.min(...): the arguments of a call lie on the stack, which ends at about 100 000 of them.
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.start + span.duration);
  }
  return { start, end };
}
