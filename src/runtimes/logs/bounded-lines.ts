import type { LogLine } from '../runtime.ts';

/** Log lines that wait for their turn, oldest first, in bounded room. */
export interface BoundedLines {
  /** Takes a line in; gives how many of the oldest had to make room. */
  add(line: LogLine): number;
  /** The oldest lines, at most this many. */
  first(max: number): LogLine[];
  /** Takes out those of `lines` that still wait. */
  remove(lines: readonly LogLine[]): void;
  size(): number;
}

/** What a line takes beside its text. */
const OVERHEAD = 400;

/** Makes an empty queue with room for about this many characters. */
export function boundedLines(room: number): BoundedLines {
  // A set keeps the order in which lines came and gives up its oldest without moving the others.
  const lines = new Set<LogLine>();
  let taken = 0;
  const remove = (line: LogLine) => {
    if (lines.delete(line)) taken -= costOf(line);
  };
  return {
    add(line) {
      lines.add(line);
      taken += costOf(line);
      let dropped = 0;
      for (const oldest of lines) {
        if (taken <= room) break;
        remove(oldest);
        dropped += 1;
      }
      return dropped;
    },
    first: (max) => lines.values().take(max).toArray(),
    remove: (done) => done.forEach(remove),
    size: () => lines.size,
  };
}

function costOf({ text }: LogLine): number {
  return text.length + OVERHEAD;
}
