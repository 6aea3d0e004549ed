import type { LabView } from '#api/lab-view.ts';
import type { Changed, ChangesView } from '#api/workspace-change.ts';
import { savedOrAsked } from '../files/ask-unsaved.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow } from '../server/bench-link.ts';
import { deployNow } from '../server/deploy-now.ts';
import { refreshLab } from '../server/lab-store.ts';
import { askChange } from './ask-change.ts';
import { changeTexts, type WantedChange } from './change-texts.ts';

/** What is said after a change, and the copy that Undo restores. */
export interface ChangeNote {
  words: string;
  undo?: string;
}

/**
 * Changes the workspace after the learner has seen which files change and wants it. `say` hears the outcome, and once
 * more when the services run what the files say now.
 */
export async function changeLab(
  lab: LabView,
  wanted: WantedChange,
  say: (note: ChangeNote) => void,
): Promise<void> {
  const words = changeTexts(lab, wanted);
  try {
    if (!(await savedOrAsked(lab.id, 'Go on without it'))) return;
    const view = words.look && (await call<ChangesView>('GET', `/api/labs/${lab.id}/changes?${words.look}`));
    // A whole lab is begun again only by who means it, even where no file would change.
    const always = wanted.action === 'solve' || wanted.action === 'reset-lab';
    const silent = wanted.asked || !view || (view.changes.length === 0 && !always);
    if (!silent && !(await askChange(words, view))) return;
    const body = { ...words.body, ...(view && { seen: view.seen }) };
    const { changes, copy } = await call<Changed>('POST', `/api/labs/${lab.id}/${words.path}`, body);
    const note = { words: `${words.done} ${counted(changes.length)}`, ...(copy && { undo: copy.id }) };
    // The page shows the new step before it says so, so that nobody's next click lands on a list that still changes.
    await refreshLab(lab.id);
    say(note);
    if (changes.length === 0 || !benchNow().ready) return;
    const deployed = await deployNow(lab.id);
    say({ ...note, words: `${note.words} ${deployed.words}.` });
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    say({ words: error.message });
  }
}

function counted(files: number): string {
  if (files === 0) return 'No file had to be changed.';
  return `${files === 1 ? 'One file was' : `${files} files were`} changed; yours are kept.`;
}
