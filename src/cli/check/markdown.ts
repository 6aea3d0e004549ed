/** The text with code and comments blanked out, so that places in it stay the same. */
export function proseOf(text: string): string {
  return withoutFences(text)
    .replace(/\{\/\*[\s\S]*?\*\/\}|<!--[\s\S]*?-->/g, blank)
    .replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);
}

/** Every fenced block: its language, its text and the line its text begins at. */
export function fencesOf(text: string): { language: string; code: string; line: number }[] {
  return [...text.matchAll(FENCE)].map((match) => ({
    language: match[2]!.trim(),
    code: match[3]!,
    line: text.slice(0, match.index).split('\n').length + 1,
  }));
}

/** The ids that a page's headings get, as GitHub and Astro make them. */
export function headingIds(text: string): string[] {
  const seen = new Map<string, number>();
  const headings = [...withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)];
  return headings.map(([, words = '']) => {
    const id = slug(words);
    const before = seen.get(id);
    seen.set(id, (before ?? 0) + 1);
    return before === undefined ? id : `${id}-${before}`;
  });
}

const FENCE = /^[ \t]*(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)^[ \t]*\1[ \t]*$/gm;

function withoutFences(text: string): string {
  return text.replace(FENCE, blank);
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

function slug(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
