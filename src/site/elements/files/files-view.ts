import type { LabFile } from '#api/lab-view.ts';
import { html, type Markup } from '../page/markup.ts';
import type { Remark } from './code-editor.ts';

/** The panel's frame: list, tools, the bar shown on a conflict, the editor, and the compile errors below it. */
export function filesFrame(): Markup {
  return html`<div class="files-head">
      <div class="file-list" data-part="list" role="group" aria-label="Files of the lab"></div>
      <div class="file-tools">
        <span data-part="saved" role="status">Opening</span>
        <button type="button" class="button small" data-action="compare" aria-pressed="false">Compare with start</button>
        <button type="button" class="button small" data-action="reset">Reset file</button>
        <button type="button" class="button small" data-action="deploy">Build and restart</button>
      </div>
    </div>
    <div class="file-conflict" data-part="conflict" role="alert" hidden>
      <p>This file was changed outside the editor while you were typing here.</p>
      <button type="button" class="button small" data-action="theirs">Take the one on disk</button>
      <button type="button" class="button small" data-action="mine">Keep what I typed</button>
    </div>
    <div class="file-editor" data-part="editor"></div>
    <div class="file-remarks" data-part="remarks" role="status"></div>`;
}

/** The lab's files as buttons, each saying whether it differs from the start. */
export function filesList(files: readonly LabFile[], current: string | undefined): Markup {
  return html`${files.map(
    ({
      path,
      changed,
    }) => html`<button type="button" data-path="${path}" aria-current="${path === current}" title="${path}">
      ${path.split('/').at(-1)}${changed && html` <span class="changed">changed</span>`}</button>`,
  )}`;
}

/** Compile errors, each leading to its line where the file is one of the lab's. */
export function remarkList(
  errors: readonly (Remark & { file: string })[],
  files: readonly LabFile[],
): Markup {
  if (errors.length === 0) return html``;
  return html`<p>${errors.length === 1 ? 'One compile error' : `${errors.length} compile errors`}</p><ul>${errors.map(
    ({ file, line, column, message }) => {
      const place = `${file}:${line}:${column}`;
      const known = files.some(({ path }) => path === file);
      return html`<li>${
        known
          ? html`<button type="button" data-path="${file}" data-line="${line}" data-column="${column}">${place}</button>`
          : html`<code>${place}</code>`
      } ${message}</li>`;
    },
  )}</ul>`;
}
