/** Which lines of a file an excerpt shows. Without any of them it shows the whole file. */
export interface ExcerptChoice {
  /** Name of a Go function, method (`Type.Name`) or type; it comes with the comment above it. */
  declaration?: string;
  /** Text in the first line to show; it must be in exactly one line. */
  from?: string;
  /** Text in the last line to show, searched from the first one on; without it one line is shown. */
  to?: string;
}

export interface Excerpt {
  text: string;
  /** Line of the file the text begins at, counted from 1. */
  firstLine: number;
}

/**
 * Cuts the wanted lines out of a file, so that the prose shows code that is compiled and run. Throws when the
 * lines cannot be found or are not the only ones: the build fails rather than show something else.
 */
export function excerpt(source: string, choice: ExcerptChoice, file: string): Excerpt {
  const lines = source.replace(/\n$/, '').split('\n');
  const [first, last] = range(lines, choice, file);
  return { text: dedent(lines.slice(first, last + 1)).join('\n'), firstLine: first + 1 };
}

function range(lines: readonly string[], choice: ExcerptChoice, file: string): [number, number] {
  if (choice.declaration !== undefined) return declarationRange(lines, choice.declaration, file);
  if (choice.from === undefined) return [0, lines.length - 1];
  const first = onlyLine(lines, (line) => line.includes(choice.from ?? ''), `from="${choice.from}"`, file);
  if (choice.to === undefined) return [first, first];
  const last = lines.findIndex((line, index) => index >= first && line.includes(choice.to ?? ''));
  if (last === -1)
    throw new Error(`${file}: no line from ${first + 1} on contains to="${choice.to}"; correct the excerpt`);
  return [first, last];
}

// gofmt puts the end of every declaration of more than one line at the first column.
function declarationRange(lines: readonly string[], name: string, file: string): [number, number] {
  const opens = opening(name);
  const start = onlyLine(lines, (line) => opens.test(line), `declaration="${name}"`, file);
  let first = start;
  while (lines[first - 1]?.startsWith('//')) first -= 1;
  if (!/[{(]$/.test(lines[start] ?? '')) return [first, start];
  const last = lines.findIndex((line, index) => index > start && /^[)}]/.test(line));
  if (last === -1) throw new Error(`${file}: ${name} has no end at the first column; run gofmt`);
  return [first, last];
}

function opening(name: string): RegExp {
  const [receiver, method] = name.includes('.') ? name.split('.') : [undefined, name];
  const word = RegExp.escape(method ?? name);
  if (receiver === undefined) return new RegExp(`^(?:func|type|var|const) ${word}\\b`);
  return new RegExp(`^func \\((?:\\w+ )?\\*?${RegExp.escape(receiver)}\\) ${word}\\b`);
}

function onlyLine(
  lines: readonly string[],
  matches: (line: string) => boolean,
  wanted: string,
  file: string,
): number {
  const found = lines.flatMap((line, index) => (matches(line) ? [index] : []));
  if (found.length === 1) return found[0] ?? 0;
  const received = found.length === 0 ? 'no line' : `lines ${found.map((index) => index + 1).join(', ')}`;
  throw new Error(
    `${file}: an excerpt with ${wanted} needs exactly one matching line, received ${received}; correct the excerpt`,
  );
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...indents)));
}
