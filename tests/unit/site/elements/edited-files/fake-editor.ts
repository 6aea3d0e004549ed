import { undo } from '@codemirror/commands';
import { type EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { fromOutside } from '#site/elements/files/code-editor.ts';
import { type EditorTexts, editorTexts } from '#site/elements/files/editor-texts.ts';

/** The page's own editor without a screen: its states are real, so it forgets and keeps what the page's does. */
export interface FakeEditor {
  texts: EditorTexts;
  /** The learner types, in the file in view. */
  type(change: { from: number; to?: number; insert: string }): void;
  /** The learner presses Ctrl+Z. */
  undo(): void;
}

/**
 * Holds texts as the page does; `typed` is called as the page's is, after what the learner does and nobody else. What one
 * Ctrl+Z takes back follows from `now`.
 */
export function fakeEditor(typed: (path: string) => void, now: () => number): FakeEditor {
  let state!: EditorState;
  const apply = (transaction: Transaction) => {
    state = transaction.state;
    if (transaction.docChanged && !transaction.annotation(fromOutside)) typed(texts.path!);
  };
  const view = {
    get state() {
      return state;
    },
    setState(next: EditorState) {
      state = next;
    },
    dispatch: (spec: TransactionSpec) =>
      apply(state.update(spec, { annotations: Transaction.time.of(now()) })),
    scrollSnapshot: () => EditorView.scrollIntoView(0),
    scrollDOM: { scrollTo() {} },
  } as unknown as EditorView;
  const texts = editorTexts(
    view,
    () => ({ changed() {}, save() {}, leave() {} }),
    () => {},
  );
  return {
    texts,
    type: (changes) => view.dispatch({ changes, userEvent: 'input.type' }),
    undo: () => void undo({ state, dispatch: apply }),
  };
}
