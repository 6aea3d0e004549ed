import { type LineEdit, lineEdits, linesOf } from './line-edits.ts';

/** Two texts made from one, as one text; undefined where both changed the same lines, or lines that touch. */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  const lines = linesOf(base);
  const own = lineEdits(lines, linesOf(mine));
  const others = lineEdits(lines, linesOf(theirs)).filter((edit) => !own.some((one) => same(one, edit)));
  if (others.some((edit) => own.some((one) => meet(one, edit)))) return undefined;
  const edits = [...own, ...others].toSorted((a, b) => a.from - b.from);
  let at = 0;
  const merged: string[] = [];
  for (const { from, to, lines: fresh } of edits) {
    merged.push(...lines.slice(at, from), ...fresh);
    at = to;
  }
  return [...merged, ...lines.slice(at)].join('');
}

// As git does: changes of neighbouring lines are likely to be about the same thing.
function meet(a: LineEdit, b: LineEdit): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function same(a: LineEdit, b: LineEdit): boolean {
  return a.from === b.from && a.to === b.to && a.lines.join('') === b.lines.join('');
}
