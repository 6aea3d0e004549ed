/** Sets two texts beside each other, line by line, with a bar between. */
export function sideBySide(left: string, right: string): string {
  const lefts = left.split('\n');
  const rights = right.split('\n');
  const width = Math.max(...lefts.map((line) => line.length));
  const rows = Math.max(lefts.length, rights.length);
  return Array.from({ length: rows }, (_, row) =>
    `${(lefts[row] ?? '').padEnd(width)}  │  ${rights[row] ?? ''}`.trimEnd(),
  ).join('\n');
}
