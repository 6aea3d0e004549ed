import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { go } from '@codemirror/lang-go';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { codeColours, editorLook } from './editor-look.ts';

export interface EditorHooks {
  changed: () => void;
  save: () => void;
  /** The learner asked by key to leave the editor. */
  leave: () => void;
}

/** A place in a file that something is to be said of; line and column count from 1. */
export interface Remark {
  line: number;
  column: number;
  message: string;
}

/** Marks an edit that the learner has not typed. */
export const fromOutside = Annotation.define<boolean>();

const compare = new Compartment();

/** A fresh state for one file; switching files swaps states, so that each keeps its own undo history. */
export function editorState(path: string, text: string, hooks: EditorHooks): EditorState {
  const language = /\.ya?ml$/.test(path) ? yaml() : path.endsWith('.go') ? go() : [];
  const unit = path.endsWith('.go') ? '\t' : '  ';
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      lintGutter(),
      language,
      indentUnit.of(unit),
      EditorState.tabSize.of(4),
      syntaxHighlighting(codeColours),
      editorLook,
      compare.of([]),
      EditorView.contentAttributes.of({
        'aria-label': `Text of ${path}. Press Escape twice to leave.`,
        tabindex: '0',
      }),
      EditorView.updateListener.of(({ transactions }) => {
        if (transactions.some((one) => one.docChanged && !one.annotation(fromOutside))) hooks.changed();
      }),
      keymap.of([
        { key: 'Mod-s', preventDefault: true, run: () => done(hooks.save) },
        { key: 'Ctrl-Shift-Escape', run: () => done(hooks.leave) },
        indentWithTab,
        ...defaultKeymap,
        ...historyKeymap,
        ...searchKeymap,
      ]),
      leaveByEscape(hooks.leave),
    ],
  });
}

/** Shows what differs from `start` within the text, or the text alone where `start` is absent. */
export function compareWith(view: EditorView, start: string | undefined): void {
  const extension = start === undefined ? [] : unifiedMergeView({ original: start, mergeControls: false });
  view.dispatch({ effects: compare.reconfigure(extension) });
}

/** Shows compile errors at their places, in place of those shown before. */
export function showRemarks(view: EditorView, remarks: readonly Remark[]): void {
  const { doc } = view.state;
  const diagnostics = remarks.map(({ line, column, message }): Diagnostic => {
    const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const from = Math.min(place.from + Math.max(column - 1, 0), place.to);
    return { from, to: place.to, severity: 'error', message };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Shows a place of the text, and puts the cursor and the keyboard there; line and column count from 1. */
export function goToPlace(view: EditorView, line: number, column: number): void {
  const { doc } = view.state;
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const at = Math.min(from + Math.max(column - 1, 0), to);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  view.focus();
}

// Two escapes in a row leave, as in the terminal; one alone closes the search or the selection as usual.
function leaveByEscape(leave: () => void): Extension {
  let since = Number.NEGATIVE_INFINITY;
  return EditorView.domEventHandlers({
    keydown: (event) => {
      if (event.key !== 'Escape') return false;
      const twice = event.timeStamp - since < 500;
      since = event.timeStamp;
      if (twice) leave();
      return twice;
    },
  });
}

function done(work: () => void): true {
  work();
  return true;
}
