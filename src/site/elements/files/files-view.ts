import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LabFile } from '#api/lab-view.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import type { CompileError } from '../bench/bench-troubles.ts';
import type { KeptText } from '../edited-files/kept-texts.ts';
import type { FileNote, FileState } from '../edited-files/open-file.ts';
import { conflictBar, keptBars, strayBars } from './choice-bars.ts';

/** What the files panel shows around the editor. */
export interface FilesState {
  files: readonly LabFile[];
  /** Where they lie on this machine. */
  workspace: string;
  /** Path of the file in the editor. */
  current: string | undefined;
  /** How an opened file stands. */
  state(path: string): FileState | undefined;
  /** Texts that are not on disk and are offered. */
  kept(path: string): readonly KeptText[];
  /** Kept texts of files that the lab has no more. */
  strays: readonly KeptText[];
  note: FileNote | undefined;
  /** Why the file that is chosen has no text to show. */
  unreadable: string | undefined;
  /** Whether the text is shown beside the start of the step. */
  comparing: boolean;
  errors: readonly CompileError[];
  /** Said aloud, and not shown. */
  announced: string;
  /** Whether something is saved that does not run yet. */
  waiting: boolean;
}

/**
 * The panel: list and tools, the editor, and below it the compile errors, the choices, and how the file in view stands.
 * What comes and goes stands below the editor, so that no button moves away under the pointer.
 */
export function filesView(state: FilesState): TemplateResult {
  const { files, current, unreadable, comparing, errors, waiting } = state;
  const standing = current === undefined ? undefined : state.state(current);
  return html`<div class="files-head">
      <div class="file-list" data-part="list" role="group" aria-label="Files of the lab">${repeat(
        files,
        ({ path }) => path,
        (file) => fileButton(file, state),
      )}</div>
      <div class="file-tools">
        <button type="button" class="button small" data-action="compare" aria-pressed="${comparing}">Compare with start</button>
        <button type="button" class="button small" data-action="reset">Reset file</button>
        <button type="button" class="button small ${waiting ? 'primary' : ''}" data-action="deploy">Build and restart</button>
      </div>
    </div>
    <div class="file-editor" data-part="editor" ?hidden=${unreadable !== undefined}></div>
    <div class="file-unreadable" ?hidden=${unreadable === undefined}><p>${unreadable ?? ''}</p></div>
    <div class="file-remarks" data-part="remarks" role="status">${remarkList(errors, files)}</div>
    ${standing?.kind === 'conflict' ? conflictBar(standing) : nothing}
    ${current === undefined ? nothing : keptBars(state.kept(current))}
    ${strayBars(state.strays)}
    <p class="file-state" data-part="saved" data-kind="${kindOf(current, standing) ?? nothing}">${stateLine(kindOf(current, standing), standing, { note: state.note, waiting })}</p>
    <p class="visually-hidden" data-part="announced" role="status">${state.announced}</p>`;
}

// A tab has room for a second line, so that a word that comes or goes moves nothing.
function fileButton(
  { path, changed, trouble }: LabFile,
  { current, state, kept, workspace }: FilesState,
): TemplateResult {
  const standing = state(path);
  const kind = kindOf(path, standing);
  // The file of answers is made with the first answer: until then nothing is wrong with it.
  const isWrong = trouble !== undefined && !(path === ANSWERS_FILE && trouble.kind === 'missing');
  const mark = markOf(kind, kept(path).length > 0, changed && kind !== 'unwritten', isWrong);
  return html`<button type="button" data-path="${path}" aria-current="${path === current}" title="${workspace}/${path}" data-kind="${kind ?? nothing}">
      ${path.split('/').at(-1)}<span class="file-mark">${mark}</span></button>`;
}

type Kind = FileState['kind'] | 'unwritten';

function kindOf(path: string | undefined, standing: FileState | undefined): Kind | undefined {
  return path === ANSWERS_FILE && standing?.kind === 'removed' ? 'unwritten' : standing?.kind;
}

function markOf(kind: Kind | undefined, kept: boolean, changed: boolean, trouble: boolean): string {
  if (kind === 'conflict') return 'conflict';
  if (kind === 'failed') return 'not saved';
  if (kind === 'blocked' || trouble) return 'look at it';
  if (kept) return 'text kept';
  if (kind === 'removed') return 'look at it';
  if (kind === 'typing' || kind === 'saving') return 'saving';
  if (kind === 'reading') return 'reading';
  return changed ? 'changed' : '';
}

// The word that it does not run yet stands here too: beside the buttons it would push them from under the pointer.
function stateLine(
  kind: Kind | undefined,
  standing: FileState | undefined,
  { note, waiting }: { note: FileNote | undefined; waiting: boolean },
): TemplateResult {
  const words = standing && 'words' in standing ? standing.words : undefined;
  return html`<b>${kind ? STATE_WORDS[kind] : ''}</b>
    <span class="not-running" role="status">${waiting ? 'not yet running' : nothing}</span> <span>${words ?? ''}</span> <span>${note?.words ?? ''}</span>${
      note?.undo
        ? html` <button type="button" class="button small" data-undo="${note.undo}">Undo</button>`
        : nothing
    }`;
}

const STATE_WORDS: Record<Kind, string> = {
  saved: 'Saved',
  unwritten: 'Made with your first answer',
  removed: 'Not on disk',
  typing: 'Not saved yet',
  saving: 'Saving',
  reading: 'Reading what changed',
  failed: 'Not saved',
  conflict: 'Not saved',
  blocked: 'Not saved',
};

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
