import { fileNames } from './file-names.ts';
import { fileSizes } from './file-sizes.ts';
import { idleArrows, importArrows } from './import-arrows.ts';
import { importCircles } from './import-circles.ts';
import { installScripts } from './install-scripts.ts';
import { licence } from './licence.ts';
import { openEnds } from './open-ends.ts';
import { places } from './places.ts';
import { readTree, type Tree } from './tree.ts';

const RULES: Record<string, (tree: Tree) => string[]> = {
  'file sizes': fileSizes,
  'file names': fileNames,
  'imports go one way': importArrows,
  'no import is allowed that nothing uses': idleArrows,
  'no circles of imports': importCircles,
  'no open ends': openEnds,
  'install scripts only where allowed': installScripts,
  'no places of one machine': places,
  licence,
};

/** Every house rule with what breaks it; each problem names the file and what to do. */
export function houseProblems(root: string): { rule: string; problems: string[] }[] {
  const tree = readTree(root);
  return Object.entries(RULES).map(([rule, check]) => ({ rule, problems: check(tree) }));
}
