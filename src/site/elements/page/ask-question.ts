import { html, render, type TemplateResult } from 'lit-html';

/** A question of the page: what is asked, all there is to know before the answer, and what “yes” is called. */
export interface Question {
  title: string;
  body: TemplateResult;
  confirm: string;
}

/** Asks it in a dialog and resolves with whether the answer is yes. */
export function askQuestion({ title, body, confirm }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  dialog.setAttribute('aria-labelledby', 'ask-title');
  render(
    html`<form method="dialog">
      <h2 id="ask-title">${title}</h2>
      ${body}
      <p class="ask-actions"><button type="submit" class="button primary" value="yes">${confirm}</button>
        <button type="submit" class="button" value="">Cancel</button></p></form>`,
    dialog,
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
