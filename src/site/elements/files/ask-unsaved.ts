import { html, type TemplateResult } from 'lit-html';
import type { UnsavedFile } from '../edited-files/open-file.ts';
import { askQuestion } from '../page/ask-question.ts';
import { allSaved } from '../server/all-saved.ts';

/** Saves the texts of a lab, and resolves with whether to go on: where some are not on disk the learner is asked. */
export async function savedOrAsked(lab: string, confirm: string): Promise<boolean> {
  const unsaved = await allSaved(lab);
  if (unsaved.length === 0) return true;
  return askQuestion({ title: 'Some of your text is not on disk', body: unsavedList(unsaved), confirm });
}

/** The files whose text on disk is not the one in the editor, and why. */
export function unsavedList(files: readonly UnsavedFile[]): TemplateResult {
  return html`<p>What is on disk is not what you see in the editor:</p>
    <ul>${files.map(({ path, why }) => html`<li><code>${path}</code>: ${why}</li>`)}</ul>`;
}
