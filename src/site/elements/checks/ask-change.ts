import { html } from 'lit-html';
import type { ChangesView } from '#api/workspace-change.ts';
import { askQuestion } from '../page/ask-question.ts';
import type { ChangeTexts } from './change-texts.ts';
import { changeList } from './diff-view.ts';

const KEPT = 'All of your files as they are now are kept as a copy; Undo brings them back.';

/** Shows which files a change would change, and resolves with whether the learner wants it. */
export function askChange({ title, text, confirm }: ChangeTexts, { changes }: ChangesView): Promise<boolean> {
  const body = html`<p>${text}</p>
      ${
        changes.length === 0
          ? html`<p>No file changes: yours are as they would be.</p>`
          : html`<p>${changes.length === 1 ? 'One file changes' : `${changes.length} files change`}:</p>
        ${changeList(changes)}<p>${KEPT}</p>`
      }`;
  return askQuestion({ title, body, confirm });
}
