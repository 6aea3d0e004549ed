import type { Tree } from './tree.ts';

const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
// What a learner is meant to find unfinished may be marked so.
const EXEMPT = /^(labs\/[^/]+\/start\/|content\/|package-lock\.json$)/;

/** Nothing is left open in the text: it is done now, or it is an issue. */
export function openEnds(tree: Tree): string[] {
  return tree.files
    .filter((file) => !EXEMPT.test(file) && !isBinary(file))
    .flatMap((file) =>
      tree
        .text(file)
        .split('\n')
        .flatMap((line, index) => {
          const mark = MARKS.exec(line)?.[1];
          return mark
            ? [`${file}:${index + 1}: ${mark}. Do it now, or open an issue and delete the line.`]
            : [];
        }),
    );
}

function isBinary(file: string): boolean {
  return /\.(png|jpe?g|webp|gif|ico|woff2?|gz|pb|bin)$/.test(file);
}
