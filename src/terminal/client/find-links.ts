import { linkTarget } from './link-target.ts';

/** Something printed that can be followed: an address, or a place in a file. Positions count UTF-16 units. */
export type FoundLink = { start: number; end: number } & (
  | { kind: 'address'; address: string }
  | { kind: 'place'; path: string; line: number; column?: number }
);

/** A line longer than this is data: nobody looks for a link in it, and the search costs time at each move of the mouse. */
const LONGEST = 4096;

const address = /https?:\/\/[^\s"'`<>{}|\\^]+/g;
/** `path.ext:line` or `path.ext:line:column`, as compilers, grep and stack traces print it. */
const place = /(?<![^\s"'`(<[=,;:])([^\s"'`()<>[\]{}|,;:=]+\.\w+):(\d{1,7})(?::(\d{1,5}))?(?![\w.])/g;

/** Finds what can be followed in a line of text. */
export function findLinks(text: string): FoundLink[] {
  if (text.length > LONGEST) return [];
  const found: FoundLink[] = [];
  for (const { 0: match, index: start } of text.matchAll(address)) {
    const trimmed = withoutEnd(match);
    const target = linkTarget(trimmed);
    if (target) found.push({ kind: 'address', start, end: start + trimmed.length, address: target });
  }
  const taken = found.map(({ start, end }) => [start, end] as const);
  for (const match of text.matchAll(place)) {
    const [whole, path = '', line, column] = match;
    const [start, end] = [match.index, match.index + whole.length];
    if (taken.some(([from, to]) => start < to && end > from)) continue;
    const at = { line: Number(line), ...(column && { column: Number(column) }) };
    found.push({ kind: 'place', start, end, path, ...at });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** Marks that end the sentence around an address, and a bracket that it did not open. */
function withoutEnd(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1]!;
    if (/[.,;:!?]/.test(last)) continue;
    const opening = { ')': '(', ']': '[' }[last];
    if (!opening || count(text.slice(0, end), opening) >= count(text.slice(0, end), last)) break;
  }
  return text.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The one file of a lab that a printed path means: as it stands, from another folder, or below the workspace. */
export function fileMeant(path: string, files: readonly string[], workspace: string): string | undefined {
  const plain = path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
  const inside = plain.replace(/^(\.\.?\/)+/, '');
  if (files.includes(inside)) return inside;
  // What is absolute and not below the workspace is another file of the same name.
  if (inside.startsWith('/')) return undefined;
  const ends = files.filter((file) => file.endsWith(`/${inside}`) || inside.endsWith(`/${file}`));
  return ends.length === 1 ? ends[0] : undefined;
}
