/** A line of a text that is set as it was printed. */
export interface PrintedLine {
  /** The spaces that it begins with: no line may be broken behind them. */
  indent: string;
  /** The rest, with its line end. */
  text: string;
  /** The place where it goes on when it is broken, in characters. */
  goesOn: number;
}

/** The widest row that stands whole in a column of text, in characters: a longer one is better broken than cut off. */
const WIDEST_ROW = 64;

/** Lines of a text; one that is broken goes on further right than the next one begins. */
export function printedLines(text: string): PrintedLine[] {
  const lines = text.split('\n');
  return lines.map((line, index) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    const end = index < lines.length - 1 ? '\n' : '';
    return { indent, text: line.slice(indent.length) + end, goesOn: lineStart(line) + 2 };
  });
}

/** Whether a text is set in columns, which fall apart where its lines are broken. Aligned values of code are none. */
export function isInColumns(text: string): boolean {
  const rows = text
    .split('\n')
    .filter((line) => line.length <= WIDEST_ROW && /[^\s:,{] {2,}\S/.test(line.slice(lineStart(line))));
  return rows.length > 1;
}

/** Where a line begins, behind its indentation and the number that a question gave it. */
function lineStart(line: string): number {
  return /^ *(?:\d+ {2,})?/.exec(line)?.[0].length ?? 0;
}
