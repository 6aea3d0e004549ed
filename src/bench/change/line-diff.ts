const AROUND = 3;
/** Above this many pairs of lines the middle is shown as taken out and put in whole. */
const MOST_PAIRS = 4_000_000;

interface Line {
  sign: ' ' | '-' | '+';
  text: string;
}

/** The unified diff of two texts, three lines around each change; empty when they are equal. */
export function lineDiff(before: string, after: string): string {
  const lines = diffLines(linesOf(before), linesOf(after));
  const near = (at: number) => lines.slice(Math.max(at - AROUND, 0), at + AROUND + 1);
  const shown = lines.map((_, at) => near(at).some(({ sign }) => sign !== ' '));
  const out: string[] = [];
  const place = { '-': 1, '+': 1 };
  for (let at = 0; at < lines.length; at++) {
    if (shown[at] && !shown[at - 1]) out.push(header(lines, shown, at, place));
    const { sign, text } = lines[at]!;
    if (shown[at]) out.push(sign + text);
    if (sign !== '+') place['-']++;
    if (sign !== '-') place['+']++;
  }
  return out.join('\n');
}

function header(
  lines: readonly Line[],
  shown: readonly boolean[],
  from: number,
  place: { '-': number; '+': number },
): string {
  let end = from;
  while (shown[end]) end++;
  const hunk = lines.slice(from, end);
  const range = (own: '-' | '+') => {
    const count = hunk.filter(({ sign }) => sign === own || sign === ' ').length;
    return `${own}${count === 0 ? place[own] - 1 : place[own]},${count}`;
  };
  return `@@ ${range('-')} ${range('+')} @@`;
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function diffLines(before: string[], after: string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const keep = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, start).map(keep),
    ...diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(keep),
  ];
}

function diffMiddle(before: string[], after: string[]): Line[] {
  const out = (text: string): Line => ({ sign: '-', text });
  const put = (text: string): Line => ({ sign: '+', text });
  if (before.length * after.length > MOST_PAIRS) return [...before.map(out), ...after.map(put)];
  const common = longestCommon(before, after);
  const lines: Line[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    if (a < before.length && before[a] === after[b]) {
      lines.push({ sign: ' ', text: before[a++]! });
      b++;
    } else if (b >= after.length || (a < before.length && common[a + 1]![b]! >= common[a]![b + 1]!)) {
      lines.push(out(before[a++]!));
    } else lines.push(put(after[b++]!));
  }
  return lines;
}

/** `table[a][b]`: how many lines the rests from a and from b have in common, in order. */
function longestCommon(before: string[], after: string[]): Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let a = before.length - 1; a >= 0; a--) {
    for (let b = after.length - 1; b >= 0; b--) {
      table[a]![b] =
        before[a] === after[b] ? table[a + 1]![b + 1]! + 1 : Math.max(table[a + 1]![b]!, table[a]![b + 1]!);
    }
  }
  return table;
}
