import type { AnswersView } from '#api/answers-view.ts';
import type { UnsavedAnswers } from './kept-answers.ts';

/** An answer as it stands in its field, and as the workspace has it. */
export interface AnswerDraft {
  text: string;
  saved: string;
  /** What somebody else has typed meanwhile; nothing is saved over it until the learner has chosen. */
  theirs?: string;
}

/** The texts of a step's fields, and what the server said of them last. */
export interface AnswerTexts {
  drafts: ReadonlyMap<string, AnswerDraft>;
  /** Why a saved text can be no answer, by question. */
  remarks(): AnswersView['remarks'];
  /** Takes what the server has; a field that is typed in keeps its text, and that of `except` is left alone. */
  seen(view: AnswersView, except?: string): void;
  /** The fields whose texts the workspace does not have. */
  unsaved(): [string, AnswerDraft][];
  /** Takes what was typed; false where that is no news. */
  type(field: string, text: string): boolean;
  /** Takes one of two versions of an answer. */
  settle(field: string, which: 'mine' | 'theirs'): void;
}

/** Begins with what an earlier page could not save; nothing else is known yet. */
export function createAnswerTexts(kept: UnsavedAnswers = {}): AnswerTexts {
  const drafts = new Map<string, AnswerDraft>(
    Object.entries(kept).map(([field, { text, saved }]) => [field, { text, saved }]),
  );
  let remarks: AnswersView['remarks'] = {};
  return {
    drafts,
    remarks: () => remarks,
    seen(view, except) {
      remarks = view.remarks;
      // A kept answer may be to a question that the step has no more.
      for (const field of drafts.keys()) if (!(field in view.typed)) drafts.delete(field);
      for (const [field, typed] of Object.entries(view.typed)) {
        const draft = drafts.get(field);
        if (field === except) continue;
        if (!draft || draft.text === draft.saved || draft.text === typed)
          drafts.set(field, { text: typed, saved: typed });
        else if (typed === draft.saved) delete draft.theirs;
        else draft.theirs = typed;
      }
    },
    unsaved: () => [...drafts].filter(([, { text, saved }]) => text !== saved),
    type(field, text) {
      const draft = drafts.get(field);
      if (!draft || draft.text === text) return false;
      draft.text = text;
      return true;
    },
    settle(field, which) {
      const draft = drafts.get(field);
      if (draft?.theirs === undefined) return;
      draft.saved = draft.theirs;
      if (which === 'theirs') draft.text = draft.theirs;
      delete draft.theirs;
    },
  };
}
