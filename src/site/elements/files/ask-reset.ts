import { html } from 'lit-html';
import { askQuestion } from '../page/ask-question.ts';

/** Asks whether a file is to be put back to the start of the step. */
export function askReset(path: string): Promise<boolean> {
  return askQuestion({
    title: `Reset ${path.split('/').at(-1)}?`,
    body: html`<p><code>${path}</code> becomes what it was at the start of this step.</p>
      <p>All of your files as they are now are kept as a copy; Undo brings them back.</p>`,
    confirm: 'Reset the file',
  });
}
