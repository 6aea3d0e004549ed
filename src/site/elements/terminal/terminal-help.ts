import { html, render } from 'lit-html';
import { keyLines } from '#terminal/client/keys.ts';
import { changeFontSize, changeSettings, terminalSettings } from './terminal-settings.ts';

/** Whether the keyboard is a Mac's, where other keys copy and paste. */
export const onMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Shows the terminal's keys and settings, and what its shells begin with. */
export function showHelp(): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask term-help';
  dialog.setAttribute('aria-labelledby', 'term-help-title');
  const draw = () => render(helpView(draw), dialog);
  draw();
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

function helpView(changed: () => void) {
  const { fontSize, screenReader } = terminalSettings();
  const size = (by: -1 | 0 | 1) => () => {
    changeFontSize(by);
    changed();
  };
  return html`<form method="dialog">
    <h2 id="term-help-title">Keys and settings of the terminals</h2>
    <table>${keyLines(onMac).map(
      ({ does, keys }) =>
        html`<tr><th scope="row">${does}</th><td>${keys.map((together, index) => html`${index > 0 ? ' or ' : ''}${keyView(together)}`)}</td></tr>`,
    )}</table>
    <p>Right click opens the browser’s menu, with Copy and Paste.
      Several lines are pasted as one piece where the program knows how to take them; where it would run each line at once, the page asks first.
      In a full-screen program <kbd>Ctrl</kbd>+<kbd>V</kbd> is the program’s own.</p>
    <p class="term-setting">Letters: ${fontSize} px
      <button type="button" class="button small" @click=${size(-1)}>Smaller</button>
      <button type="button" class="button small" @click=${size(1)}>Larger</button>
      <button type="button" class="button small" @click=${size(0)}>As usual</button></p>
    <p class="term-setting"><label><input type="checkbox" .checked=${screenReader}
      @change=${(event: Event) => changeSettings({ screenReader: (event.target as HTMLInputElement).checked })} />
      Give what is printed to a screen reader</label></p>
    <h3>What a shell begins with</h3>
    <p>There are two to begin with: <b>shell</b> to work in, and <b>traffic</b> for what is to go on meanwhile, such as a loop of requests.</p>
    <p>Your own shell (bash, zsh or fish) with your own start-up files, in the lab’s folder.
      From the terminal where the course was started it has your paths, locale, editor, and the settings of Go, of proxies and of certificates; with a proxy, the bench is reached past it.
      The bench adds its addresses and the command <code>lab</code>.
      Every other variable stays behind, so that tokens and keys of that terminal are not in every program you start here.</p>
    <p class="ask-actions"><button type="submit" class="button primary">Close</button></p></form>`;
}

/** Keys pressed together, or one after the other. */
export function keyView(keys: readonly string[]) {
  return html`<kbd>${keys.join(keys[0] === 'Esc' ? ' ' : '+')}</kbd>`;
}
