import type { ChangesView } from '#api/workspace-change.ts';
import type { ChangeWords } from './change-words.ts';
import { changeList } from './diff-view.ts';
import { html } from './markup.ts';

const KEPT = 'All of your files as they are now are kept as a copy; Undo brings them back.';

/** Shows which files a change would change, and resolves with whether the learner wants it. */
export function askChange(words: ChangeWords, { changes }: ChangesView): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  dialog.setAttribute('aria-labelledby', 'ask-title');
  dialog.innerHTML = html`<form method="dialog">
      <h2 id="ask-title">${words.title}</h2>
      <p>${words.text}</p>
      ${
        changes.length === 0
          ? html`<p>No file changes: yours are as they would be.</p>`
          : html`<p>${changes.length === 1 ? 'One file changes' : `${changes.length} files change`}:</p>
        ${changeList(changes)}<p>${KEPT}</p>`
      }
      <p class="ask-actions"><button type="submit" class="button primary" value="yes">${words.confirm}</button>
        <button type="submit" class="button" value="">Cancel</button></p></form>`.html;
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
