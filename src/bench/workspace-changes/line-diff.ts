import { type StructuredPatchHunk, structuredPatch } from 'diff';

/** Unchanged lines around each change: what `diff -u` and git show. */
const CONTEXT = 3;
/**
 * Lines taken out and put in above which no shortest way is looked for: the work grows with the square of it, and this
 * many take about 0.4 s.
 */
const MAX_EDITS = 2_000;

/**
 * The unified diff of two texts without a file header; empty when they are equal. Texts with more edits than can be
 * looked for in time are shown as taken out and put in whole.
 */
export function lineDiff(before: string, after: string): string {
  const [from, to] = [withEnd(before), withEnd(after)];
  const options = { context: CONTEXT, maxEditLength: MAX_EDITS };
  const patch = structuredPatch('', '', from, to, undefined, undefined, options);
  return (patch?.hunks ?? [outAndIn(from, to)]).map(showHunk).join('\n');
}

/** Whether the last line ends is no difference that a learner has to see. */
function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function outAndIn(before: string, after: string): StructuredPatchHunk {
  const [out, put] = [before, after].map((text) => text.split('\n').slice(0, -1)) as [string[], string[]];
  return {
    ...{ oldStart: 1, oldLines: out.length, newStart: 1, newLines: put.length },
    lines: [...out.map((line) => `-${line}`), ...put.map((line) => `+${line}`)],
  };
}

function showHunk({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string {
  // A side without lines names the line before it.
  const range = (start: number, count: number) => `${count === 0 ? start - 1 : start},${count}`;
  return [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines].join('\n');
}
