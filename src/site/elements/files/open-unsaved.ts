import type { UnsavedFile } from '../edited-files/open-file.ts';
import { openInEditor, send } from '../server/bench-signals.ts';

/** Leads to a text that is not on disk, where it is typed: in the editor, or in the field of a question. */
export function openUnsaved(lab: string, { path, step }: Omit<UnsavedFile, 'why'>): void {
  if (step === undefined) {
    openInEditor({ lab, path }, true);
    return;
  }
  send('show', { tab: 'checks', focus: false, lab });
  void customElements.whenDefined('lab-checks').then(() => send('question', { lab, step }));
}

/** What the button is called that leads there. */
export function openUnsavedWords({ path, step }: Omit<UnsavedFile, 'why'>): string {
  return step === undefined ? `Open ${path.split('/').at(-1)}` : 'Go to the question';
}
