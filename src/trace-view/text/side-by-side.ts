import { longest } from './longest.ts';

/** Sets two texts beside each other, line by line, with a bar between. `widthOf` says what a line takes on the screen. */
export function sideBySide(
  left: string,
  right: string,
  widthOf: (line: string) => number = (line) => line.length,
): string {
  const lefts = left.split('\n');
  const rights = right.split('\n');
  const width = longest(lefts, widthOf);
  const fill = (line: string) => line + ' '.repeat(width - widthOf(line));
  const rows = Math.max(lefts.length, rights.length);
  return Array.from({ length: rows }, (_, row) =>
    `${fill(lefts[row] ?? '')}  │  ${rights[row] ?? ''}`.trimEnd(),
  ).join('\n');
}
