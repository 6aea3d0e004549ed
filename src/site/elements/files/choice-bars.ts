import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { KeptText } from '../edited-files/kept-texts.ts';
import type { FileState } from '../edited-files/open-file.ts';

/** Asks which of two texts of a file is to stay. */
export function conflictBar({ removed }: Extract<FileState, { kind: 'conflict' }>): TemplateResult {
  const [words, theirs] = removed
    ? ['This file was removed outside the editor while you were typing here.', 'Leave it removed']
    : ['This file was changed outside the editor, in lines that you changed too.', 'Take the one on disk'];
  return html`<div class="file-choice" data-part="conflict" role="group" aria-label="Choose a text">
      <p>${words} The text you do not choose is kept.</p>
      <button type="button" class="button small" data-action="theirs">${theirs}</button>
      <button type="button" class="button small" data-action="mine">Keep what I typed</button>
    </div>`;
}

/** Offers the texts of a file that are not on disk. */
export function keptBars(kept: readonly KeptText[]): TemplateResult {
  return html`<div class="file-kept" ?hidden=${kept.length === 0}>${repeat(
    kept,
    ({ id }) => id,
    ({ id, time, why, text }) => html`<div class="file-choice">
      <p>${WHY[why]} ${new Date(time).toLocaleString()}, ${countLines(text)}.</p>
      <button type="button" class="button small" data-use="${id}">Put it in</button>
      <button type="button" class="button small" data-drop="${id}">Throw it away</button>
    </div>`,
  )}</div>`;
}

/** Offers the texts of files that the lab had once and has no more: there is no editor to put them into. */
export function strayBars(strays: readonly KeptText[]): TemplateResult {
  return html`<div class="file-kept" ?hidden=${strays.length === 0}>${repeat(
    strays,
    ({ id }) => id,
    ({ id, path, time, text }) => html`<div class="file-choice">
      <p>Text of <code>${path}</code> is kept, which is no file of this lab any more: ${new Date(time).toLocaleString()}, ${countLines(text)}.</p>
      <button type="button" class="button small" data-copy="${id}">Copy it</button>
      <button type="button" class="button small" data-drop="${id}">Throw it away</button>
      <details><summary>Show it</summary><pre tabindex="0">${text}</pre></details>
    </div>`,
  )}</div>`;
}

const WHY: Record<KeptText['why'], string> = {
  typing: 'Text that you typed and that was not saved is kept:',
  'not-saved': 'Text that you typed and that was not saved is kept:',
  typed: 'The text that you had typed is kept:',
  'on-disk': 'The text that lay on disk is kept:',
};

function countLines(text: string): string {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines === 1 ? '1 line' : `${lines} lines`;
}
