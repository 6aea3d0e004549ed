import { isolateHistory } from '@codemirror/commands';
import type { EditorState, StateEffect, Text, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { textEdits } from '../edited-files/line-edits.ts';
import type { EditedTexts } from '../edited-files/open-file.ts';
import { type EditorHooks, editorState, fromOutside } from './code-editor.ts';

/** The texts of the opened files, of which the editor shows one. Each keeps its undo history and its place in view. */
export interface EditorTexts extends EditedTexts {
  /** The file in view. */
  readonly path: string | undefined;
  /** Shows an opened file where it was left, or from its beginning. */
  show(path: string): void;
}

/** Holds the texts for one editor; `shown` is called after its state was replaced. */
export function editorTexts(
  view: EditorView,
  hooks: (path: string) => EditorHooks,
  shown: () => void,
): EditorTexts {
  const states = new Map<string, EditorState>();
  const places = new Map<string, StateEffect<unknown>>();
  const strings = new WeakMap<Text, string>();
  let current: string | undefined;
  const stateOf = (path: string) => (path === current ? view.state : states.get(path)!);

  return {
    get path() {
      return current;
    },
    read(path) {
      const { doc } = stateOf(path);
      // A document is never changed, only replaced; its text is asked for with every key.
      const known = strings.get(doc) ?? doc.toString();
      strings.set(doc, known);
      return known;
    },
    open(path, text) {
      states.set(path, editorState(path, text, hooks(path)));
      places.delete(path);
      if (path !== current) return;
      view.setState(states.get(path)!);
      shown();
    },
    edit(path, text) {
      const edit: TransactionSpec = {
        changes: textEdits(this.read(path), text),
        annotations: [fromOutside.of(true), isolateHistory.of('full')],
        userEvent: 'input.outside',
      };
      if (path === current) return view.dispatch(edit);
      const { state, changes } = states.get(path)!.update(edit);
      states.set(path, state);
      const place = places.get(path)?.map(changes);
      if (place) places.set(path, place);
    },
    show(path) {
      if (current !== undefined) {
        states.set(current, view.state);
        places.set(current, view.scrollSnapshot());
      }
      current = path;
      view.setState(states.get(path)!);
      // The scroller keeps its place over a change of the state: another file would open in the middle of its lines.
      view.scrollDOM.scrollTo(0, 0);
      const place = places.get(path);
      if (place) view.dispatch({ effects: place });
      shown();
    },
  };
}
