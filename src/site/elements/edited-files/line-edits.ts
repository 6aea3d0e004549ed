import { diffArrays } from 'diff';

/** Some lines of a text, and what stands in their place in another. Both ends count lines from 0; `to` is not part of it. */
export interface LineEdit {
  from: number;
  to: number;
  lines: string[];
}

/** A piece of a text, and what stands in its place; both ends count characters. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
}

/**
 * Lines put in and taken out above which no shortest way is looked for: the work grows with the square of it, and this
 * many take about 0.1 s, which is all that someone who types should wait.
 */
const MAX_EDITS = 1_000;

/** The lines of a text, each with its end. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What has to be changed to make one list of lines another, in order. */
export function lineEdits(before: readonly string[], after: readonly string[]): LineEdit[] {
  const start = equalStart(before, after);
  const end = equalEnd(before.slice(start), after.slice(start));
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old.length === 0 && fresh.length === 0) return [];
  const whole = [{ from: start, to: start + old.length, lines: fresh }];
  if (old.length === 0 || fresh.length === 0) return whole;
  const parts = diffArrays(old, fresh, { maxEditLength: MAX_EDITS });
  if (!parts) return whole;
  const edits: LineEdit[] = [];
  let at = start;
  let open: LineEdit | undefined;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      at += value.length;
      open = undefined;
      continue;
    }
    if (!open) {
      open = { from: at, to: at, lines: [] };
      edits.push(open);
    }
    if (added) open.lines.push(...value);
    else {
      at += value.length;
      open.to = at;
    }
  }
  return edits;
}

/** What has to be changed to make one text another: whole lines, each without what its start and end have in common. */
export function textEdits(before: string, after: string): TextEdit[] {
  const lines = linesOf(before);
  const places = [0];
  for (const line of lines) places.push(places.at(-1)! + line.length);
  return lineEdits(lines, linesOf(after)).map(({ from, to, lines: fresh }) => {
    const [old, insert] = [before.slice(places[from], places[to]), fresh.join('')];
    const start = equalStart(old, insert);
    const end = equalEnd(old.slice(start), insert.slice(start));
    return {
      from: places[from]! + start,
      to: places[to]! - end,
      insert: insert.slice(start, insert.length - end),
    };
  });
}

function equalStart(a: ArrayLike<string>, b: ArrayLike<string>): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function equalEnd(a: ArrayLike<string>, b: ArrayLike<string>): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}
