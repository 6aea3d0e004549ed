/**
 * What an author has to know of a build that failed: Astro's own error without the time before it and the stack behind
 * it. Where there is none, the last lines as they are.
 */
export function siteProblem(output: readonly string[]): string {
  const lines = output.map((line) => line.replaceAll(ANSI, ''));
  const first = lines.findIndex((line) => line.includes('[ERROR]'));
  if (first < 0) return lines.slice(-20).join('\n').trim();
  const rest = lines.slice(first);
  const end = rest.findIndex((line, index) => index > 0 && /^\s+at |\[ERROR\]|^\s*Stack trace:/.test(line));
  const own = rest.slice(0, end < 0 ? 20 : end);
  return own
    .join('\n')
    .replace(/^.*?\[ERROR\]\s*(?:\[[\w-]+\]\s*)?/, '')
    .replace(/^Error: /, '')
    .trim();
}

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
