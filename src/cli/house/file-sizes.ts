import type { Tree } from './tree.ts';

const MEDIAN = 60;
const NINETIETH = 200;
const LONGEST = 300;

/** Keeps files small enough to be one thing each. Tests, lab answers and generated files are exempt. */
export function fileSizes(tree: Tree): string[] {
  const sizes = tree.files
    .filter((file) => /\.(ts|mjs|astro|css|go)$/.test(file) && !isExempt(file))
    .map((file) => ({ file, text: tree.text(file) }))
    .filter(({ text }) => !/^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .sort((one, other) => one.lines - other.lines);
  if (sizes.length === 0) return [];
  const tooLong = sizes.filter(({ lines }) => lines > LONGEST);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]!;
  return [
    ...tooLong.map(
      ({ file, lines }) => `${file}: ${lines} lines, at most ${LONGEST}. Split it by what its parts do.`,
    ),
    ...aboveShare('Half', at(0.5), MEDIAN),
    ...aboveShare('A tenth', at(0.9), NINETIETH - 1),
  ];
}

function aboveShare(share: string, { file, lines }: { file: string; lines: number }, most: number): string[] {
  if (lines <= most) return [];
  return [
    `${share} of the files have ${lines} lines or more (such as ${file}), aimed at is ${most}. Split the longest.`,
  ];
}

function isExempt(file: string): boolean {
  return /^tests\/|_test\.go$|\.test\.ts$|^labs\/[^/]+\/(start|solution|alternatives|mistakes)\//.test(file);
}
