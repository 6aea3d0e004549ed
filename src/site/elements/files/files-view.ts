import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LabFile } from '#api/lab-view.ts';
import type { CompileError } from '../bench/bench-troubles.ts';
import type { FileNote } from './open-file.ts';

/** What the files panel shows around the editor. */
export interface FilesState {
  files: readonly LabFile[];
  /** Path of the file in the editor. */
  current: string | undefined;
  isUnsaved(path: string): boolean;
  note: FileNote;
  /** Whether the file in the editor was changed outside of it while the learner was typing. */
  conflict: boolean;
  /** Whether the text is shown beside the start of the step. */
  comparing: boolean;
  errors: readonly CompileError[];
  /** Whether something is saved that does not run yet. */
  waiting: boolean;
}

/** The panel: list, tools, the bar shown on a conflict, the place of the editor, and the compile errors below it. */
export function filesView(state: FilesState): TemplateResult {
  const { files, current, note, conflict, comparing, errors, waiting } = state;
  return html`<div class="files-head">
      <div class="file-list" data-part="list" role="group" aria-label="Files of the lab">${repeat(
        files,
        ({ path }) => path,
        (file) => fileButton(file, current, state.isUnsaved(file.path)),
      )}</div>
      <div class="file-tools">
        <span data-part="saved" role="status">${note.words}${
          note.undo
            ? html` <button type="button" class="button small" data-undo="${note.undo}">Undo</button>`
            : nothing
        }</span>
        <span class="not-running" role="status">${waiting ? 'not yet running' : nothing}</span>
        <button type="button" class="button small" data-action="compare" aria-pressed="${comparing}">Compare with start</button>
        <button type="button" class="button small" data-action="reset">Reset file</button>
        <button type="button" class="button small ${waiting ? 'primary' : ''}" data-action="deploy">Build and restart</button>
      </div>
    </div>
    <div class="file-conflict" data-part="conflict" role="alert" ?hidden=${!conflict}>
      <p>This file was changed outside the editor while you were typing here.</p>
      <button type="button" class="button small" data-action="theirs">Take the one on disk</button>
      <button type="button" class="button small" data-action="mine">Keep what I typed</button>
    </div>
    <div class="file-editor" data-part="editor"></div>
    <div class="file-remarks" data-part="remarks" role="status">${remarkList(errors, files)}</div>`;
}

// Says whether a file differs from the start, and whether one that is not in view still holds unsaved text.
function fileButton(
  { path, changed }: LabFile,
  current: string | undefined,
  unsaved: boolean,
): TemplateResult {
  return html`<button type="button" data-path="${path}" aria-current="${path === current}" title="${path}">
      ${path.split('/').at(-1)}${changed ? html` <span class="changed">changed</span>` : nothing}${
        unsaved && path !== current ? html` <span class="changed">not saved</span>` : nothing
      }</button>`;
}

// Each error leads to its line where the file is one of the lab's.
function remarkList(
  errors: readonly CompileError[],
  files: readonly LabFile[],
): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
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
