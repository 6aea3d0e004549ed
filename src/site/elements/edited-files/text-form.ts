import { lineEdits } from './line-edits.ts';

const MARK = '\uFEFF';
const END = /\r\n?|\n/g;

/** A file's text as the editor can hold it: line feeds alone end lines, and there is no byte order mark. */
export function editable(raw: string): string {
  const text = raw.startsWith(MARK) ? raw.slice(1) : raw;
  return text.includes('\r') ? text.replaceAll(END, '\n') : text;
}

/**
 * An edited text with the byte order mark and the line ends of the text it was made from. Where that had several kinds of
 * line ends, lines that were not touched keep theirs, and new lines get the commonest.
 */
export function inFormOf(raw: string, text: string): string {
  // A lone half of a character is no UTF-8; the editor cannot be made to hold one except by a program.
  const sound = text.toWellFormed();
  const mark = raw.startsWith(MARK) ? MARK : '';
  const ends = raw.match(END) ?? [];
  if (!ends.some((end) => end !== '\n')) return mark + sound;
  const common = commonest(ends);
  const lines = sound.split('\n');
  const kept = ends.every((end) => end === common) ? [] : keptEnds(editable(raw).split('\n'), lines, ends);
  return (
    mark + lines.map((line, at) => (at === lines.length - 1 ? line : line + (kept[at] ?? common))).join('')
  );
}

/** The ends of those lines that stand in both texts, at their place in the new one. */
function keptEnds(
  before: readonly string[],
  after: readonly string[],
  ends: readonly string[],
): readonly (string | undefined)[] {
  const kept: (string | undefined)[] = [];
  let at = 0;
  for (const { from, to, lines } of [
    ...lineEdits(before, after),
    { from: before.length, to: before.length, lines: [] },
  ]) {
    kept.push(
      ...Array.from({ length: from - at }, (_, offset) => ends[at + offset]),
      ...lines.map(() => undefined),
    );
    at = to;
  }
  return kept;
}

function commonest(ends: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '\n';
}
