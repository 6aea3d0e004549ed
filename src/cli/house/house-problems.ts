import { browserSafe } from './browser-safe.ts';
import { doorPlates } from './door-plates.ts';
import { fileNames } from './file-names.ts';
import { fileSizes } from './file-sizes.ts';
import { folderSizes } from './folder-sizes.ts';
import { functionLengths } from './function-lengths.ts';
import { idleArrows, importArrows } from './import-arrows.ts';
import { importCircles } from './import-circles.ts';
import { installScripts } from './install-scripts.ts';
import { licence } from './licence.ts';
import { openEnds } from './open-ends.ts';
import { places } from './places.ts';
import { sentenceLines } from './sentence-lines.ts';
import type { Tree } from './tree.ts';

const RULES: Record<string, (tree: Tree) => string[]> = {
  'file sizes': fileSizes,
  'folder sizes': folderSizes,
  'function lengths': functionLengths,
  'file names': fileNames,
  'imports go one way': importArrows,
  'no import is allowed that nothing uses': idleArrows,
  'a browser can load what it is given': browserSafe,
  'no circles of imports': importCircles,
  'no open ends': openEnds,
  'install scripts only where allowed': installScripts,
  'no places of one machine': places,
  licence,
  'one sentence a line': sentenceLines,
  'a door plate on every room': doorPlates,
};

/** Every house rule with what breaks it; each problem names the file and what to do. */
export function houseProblems(tree: Tree): { rule: string; problems: string[] }[] {
  return Object.entries(RULES).map(([rule, check]) => ({ rule, problems: check(tree) }));
}
