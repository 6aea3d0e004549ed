import { isExempt } from './exempt.ts';
import type { Tree } from './tree.ts';

const MEDIAN = 60;
const NINETIETH = 200;
const MAX_LINES = 300;

/** Keeps files small enough to be one thing each. Tests, lab answers and generated files are exempt. */
export function fileSizes(tree: Tree): string[] {
  const sizes = filesBySize(tree);
  if (sizes.length === 0) return [];
  const tooLong = sizes.filter(({ lines }) => lines > MAX_LINES);
  return [
    ...tooLong.map(
      ({ file, lines }) => `${file}: ${lines} lines, at most ${MAX_LINES}. Split it by what its parts do.`,
    ),
    ...aboveShare('Half', atShare(sizes, 0.5), MEDIAN),
    ...aboveShare('A tenth', atShare(sizes, 0.9), NINETIETH - 1),
  ];
}

/** Every file of code that people write and that is neither test nor answer, the shortest first. */
export function filesBySize(tree: Tree): FileSize[] {
  return tree.files
    .filter((file) => /\.(ts|mjs|astro|css|go)$/.test(file) && !isExempt(file))
    .map((file) => ({ file, text: tree.text(file) }))
    .filter(({ text }) => !/^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .toSorted((one, other) => one.lines - other.lines);
}

/** The file that this share of all files is at most as long as. */
export function atShare(sizes: readonly FileSize[], share: number): FileSize {
  return sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]!;
}

interface FileSize {
  file: string;
  lines: number;
}

function aboveShare(share: string, { file, lines }: FileSize, max: number): string[] {
  if (lines <= max) return [];
  return [
    `${share} of the files have ${lines} lines or more (such as ${file}), aimed at is ${max}. Split the longest.`,
  ];
}
