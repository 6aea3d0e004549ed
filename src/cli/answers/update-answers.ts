import { type AnswerFolder, answerFolders } from './answer-folders.ts';
import { loadMadeFrom, writeMadeFrom } from './made-from.ts';
import { mergeOverlay } from './merge-overlay.ts';
import { stateOf } from './overlay-state.ts';
import type { Overlay } from './overlays.ts';

interface Updating {
  root: string;
  lab?: string | undefined;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Merges into every stale overlay what changed in the file it replaces; gives how many are left for a person. */
export async function updateAnswers({ root, lab, say, signal }: Updating): Promise<number> {
  let left = 0;
  const update = async (folder: AnswerFolder, wanted: (overlay: Overlay) => boolean) => {
    for (const overlay of folder.overlays.filter((one) => stateOf(one) === 'stale' && wanted(one)))
      if (!(await updateOne(folder, overlay, { root, say, signal }))) left += 1;
  };
  const ofStart = ({ path }: Overlay) => path.startsWith('start/');
  for (const folder of await answerFolders(root, lab)) await update(folder, ofStart);
  // Read again: what lies over a file of the start is stale only now that the start has followed.
  for (const folder of await answerFolders(root, lab)) await update(folder, (one) => !ofStart(one));
  return left;
}

async function updateOne(
  { name, folder }: AnswerFolder,
  overlay: Overlay,
  { root, say, signal }: Updating,
): Promise<boolean> {
  const { path, madeFrom = '', now = '' } = overlay;
  const merge = await mergeOverlay({ ...overlay, madeFrom }, root, signal);
  switch (merge.status) {
    case 'merged':
      await writeMadeFrom(folder, { ...(await loadMadeFrom(folder)), [path]: now });
      say(`merged     ${name}/${path}`);
      return true;
    case 'conflicts':
      say(
        `CONFLICT   ${name}/${path}: both changed in ${merge.places === 1 ? 'one place' : `${merge.places} places`}\n  next: write what it should be between <<<<<<< and >>>>>>>, then npm run answers -- --record`,
      );
      return false;
    case 'no base':
      say(
        `NO BASE    ${name}/${path}: the version it was made from, git blob ${madeFrom}, is not in this clone\n  next: in a shallow clone, git fetch --unshallow and the same command again; otherwise merge it by hand, then npm run answers -- --record`,
      );
      return false;
  }
}
