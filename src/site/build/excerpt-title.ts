/** What stands over an excerpt: a file of the Bookstore goes by the path that steps and the editor give it. */
export function excerptTitle(file: string): string {
  const [, lab, rest = ''] = /^labs\/([^/]+)\/(.+)$/.exec(file) ?? [];
  if (lab === 'bookstore') return rest;
  const start = /^start\/(.+)$/.exec(rest)?.[1];
  if (start) return `${start}, at the start of the lab`;
  const solved = /^solution\/[^/]+\/(.+)$/.exec(rest)?.[1];
  return solved ? `${solved}, as solved` : file;
}
