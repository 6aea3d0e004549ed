import { html, nothing, type TemplateResult } from 'lit-html';
import type { UnsavedFile } from '../edited-files/open-file.ts';
import { askQuestion } from '../page/ask-question.ts';
import { allSaved } from '../server/all-saved.ts';
import { openUnsaved, openUnsavedWords } from './open-unsaved.ts';

/** Saves the texts of a lab, and resolves with whether to go on: where some are not on disk the learner is asked. */
export async function savedOrAsked(lab: string, confirm: string): Promise<boolean> {
  const unsaved = await allSaved(lab);
  if (unsaved.length === 0) return true;
  const open = (file: UnsavedFile) => (event: Event) => {
    (event.target as HTMLElement).closest('dialog')?.close();
    openUnsaved(lab, file);
  };
  const body = unsavedList(
    unsaved,
    (file) =>
      html`<button type="button" class="button small" @click=${open(file)}>${openUnsavedWords(file)}</button>`,
  );
  return askQuestion({ title: 'Some of your text is not on disk', body, confirm });
}

/** The files whose text on disk is not the one in the editor, and why; `more` stands behind each. */
export function unsavedList(
  files: readonly UnsavedFile[],
  more: (file: UnsavedFile) => TemplateResult | typeof nothing = () => nothing,
): TemplateResult {
  return html`<p>What is on disk is not what you see in the page:</p>
    <ul>${files.map((file) => html`<li><code>${file.path}</code>: ${file.why} ${more(file)}</li>`)}</ul>`;
}
