import { atShare, filesBySize } from './file-sizes.ts';
import { foldersBySize } from './folder-sizes.ts';
import { functionsByLength } from './function-lengths.ts';
import { drawnArrows } from './import-arrows.ts';
import type { Tree } from './tree.ts';

/** Where the tree stands between the limits of the house rules, in a few lines for people. */
export function houseFigures(tree: Tree): string {
  const sizes = filesBySize(tree);
  const longest = sizes.at(-1);
  const [fullest] = foldersBySize(tree);
  const [deepest] = functionsByLength(tree);
  if (!longest || !fullest || !deepest) return 'There is no code to measure.';
  return [
    `${sizes.length} files of code: median ${atShare(sizes, 0.5).lines} lines, 90th percentile ${atShare(sizes, 0.9).lines}, longest ${longest.lines} (${longest.file})`,
    `fullest folder of src/: ${fullest.files.length} files (${fullest.folder})`,
    `longest function: ${deepest.lines} lines (${deepest.name} in ${deepest.file})`,
    `imports between rooms: ${drawnArrows(tree).length} arrows`,
  ].join('\n');
}
