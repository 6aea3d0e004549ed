import type { AnswersView } from '#api/answers-view.ts';
import { BenchError } from '../server/bench-api.ts';
import { answerSaver, problemWords } from './answer-saver.ts';
import type { AnswerServer } from './answer-server.ts';
import { type AnswerDraft, createAnswerTexts } from './answer-texts.ts';
import type { KeptAnswers } from './kept-answers.ts';

/** What the questions of a step show. */
export interface AnswersShown {
  drafts: ReadonlyMap<string, AnswerDraft>;
  /** Why a saved text can be no answer, by question. */
  remarks: AnswersView['remarks'];
  /** A word on what has become of the texts; empty while nothing was typed. */
  note: string;
  /** Whether that word tells of trouble. */
  trouble: boolean;
}

/** The answers to the questions of one step while they are typed. Nothing typed is lost: what cannot be saved is tried again. */
export interface AnswerDrafts {
  shown(): AnswersShown;
  /** Reads what the workspace has, and saves what is not saved yet. */
  refresh(): Promise<void>;
  /** The learner has typed: it is saved after a pause. */
  typed(field: string, text: string): void;
  /** Saves what is typed now; false when some of it could not be. */
  saveAll(): Promise<boolean>;
  /** The page is hidden or closed: saves what still can be, and keeps it for the next page; false where it is kept nowhere. */
  leave(): boolean;
  /** Takes one of two versions of an answer. */
  choose(field: string, which: 'mine' | 'theirs'): void;
}

/** Milliseconds after the last key until an answer is saved: a pause in typing. */
const SAVE_AFTER = 500;

/** Keeps the answers of a step; `changed` is called after every change. */
export function createAnswerDrafts(
  server: AnswerServer,
  kept: KeptAnswers,
  changed: () => void,
): AnswerDrafts {
  const texts = createAnswerTexts(kept.read());
  let [note, trouble] = ['', false];
  /** Grows with every save, so that an answer to a question from before it is known to be old. */
  let saves = 0;

  const say = (words: string, isTrouble = false) => {
    [note, trouble] = [words, isTrouble];
    changed();
  };
  const saver = answerSaver({
    server,
    kept,
    texts,
    say,
    saved: () => {
      saves += 1;
    },
    isSilent: () => note === '',
  });

  return {
    shown: () => ({ drafts: texts.drafts, remarks: texts.remarks(), note, trouble }),
    async refresh() {
      const view = await readNow(server, () => saves);
      if (!view) return;
      if (view.problem) {
        say(problemWords(view.problem), true);
        return;
      }
      texts.seen(view, saver.inFlight());
      if (trouble && texts.unsaved().length === 0) say('');
      else changed();
      await saver.saveAll();
    },
    typed(field, text) {
      if (!texts.type(field, text)) return;
      say('Not saved yet');
      saver.later(SAVE_AFTER);
    },
    saveAll: saver.saveAll,
    leave() {
      const unsaved = texts.unsaved();
      for (const [field, { text, saved, theirs }] of unsaved) {
        // No answer is waited for: where none comes, the next page has the text.
        if (theirs === undefined)
          void server.save(field, { text, before: saved }, true).catch(() => undefined);
      }
      return kept.write(
        Object.fromEntries(unsaved.map(([field, { text, saved }]) => [field, { text, saved }])),
      );
    },
    choose(field, which) {
      texts.settle(field, which);
      void saver.saveAll();
    },
  };
}

/** What the server has, asked again where something was saved meanwhile; undefined while it does not answer. */
async function readNow(server: AnswerServer, saves: () => number): Promise<AnswersView | undefined> {
  try {
    for (;;) {
      const asked = saves();
      const view = await server.read();
      if (asked === saves()) return view;
    }
  } catch (error) {
    // The line at the top of the page says that the server is away; its next word begins this again.
    if (!(error instanceof BenchError)) throw error;
    return undefined;
  }
}
