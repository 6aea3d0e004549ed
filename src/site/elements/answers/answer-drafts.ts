import type { AnswersView } from '#api/answers-view.ts';
import { BenchError } from '../server/bench-api.ts';
import type { AnswerServer } from './answer-server.ts';

/** An answer as it stands in its field, and as the workspace has it. */
export interface AnswerDraft {
  text: string;
  saved: string;
  /** What somebody else has typed meanwhile; nothing is saved over it until the learner has chosen. */
  theirs?: string;
}

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
  /** Takes one of two versions of an answer. */
  choose(field: string, which: 'mine' | 'theirs'): void;
}

/** Milliseconds after the last key until an answer is saved: a pause in typing. */
const SAVE_AFTER = 500;
/** Milliseconds until a save is tried again that the server did not answer. */
const TRY_AGAIN = 2_000;

/** Keeps the answers of a step; `changed` is called after every change. */
export function createAnswerDrafts(server: AnswerServer, changed: () => void): AnswerDrafts {
  const drafts = new Map<string, AnswerDraft>();
  let [remarks, note, trouble]: [AnswersView['remarks'], string, boolean] = [{}, '', false];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;
  let inFlight: string | undefined;
  /** Grows with every save, so that an answer to a question from before it is known to be old. */
  let saves = 0;

  const say = (words: string, isTrouble = false) => {
    [note, trouble] = [words, isTrouble];
    changed();
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveAll(), ms);
  };
  const dirty = () => [...drafts].filter(([, { text, saved }]) => text !== saved);

  function seen(view: AnswersView): void {
    remarks = view.remarks;
    if (view.problem) {
      say(problemWords(view.problem), true);
      return;
    }
    for (const [field, typed] of Object.entries(view.typed)) {
      const draft = drafts.get(field);
      if (field === inFlight) continue;
      if (!draft || draft.text === draft.saved || draft.text === typed)
        drafts.set(field, { text: typed, saved: typed });
      else if (typed === draft.saved) delete draft.theirs;
      else draft.theirs = typed;
    }
    if (trouble && dirty().length === 0) say('');
    else changed();
  }

  async function refresh(): Promise<void> {
    try {
      for (;;) {
        const asked = saves;
        const view = await server.read();
        if (asked !== saves) continue;
        seen(view);
        break;
      }
    } catch (error) {
      // The line at the top of the page says that the server is away; its next word begins this again.
      if (!(error instanceof BenchError)) throw error;
      return;
    }
    await saveAll();
  }

  function saveAll(): Promise<boolean> {
    clearTimeout(timer);
    running ??= saveDirty().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function saveDirty(): Promise<boolean> {
    for (;;) {
      const next = dirty().find(([, { theirs }]) => theirs === undefined);
      if (!next) break;
      const [field, draft] = next;
      const { text } = draft;
      say('Saving');
      try {
        inFlight = field;
        const answer = await server.save(field, { text, before: draft.saved });
        saves += 1;
        inFlight = undefined;
        if ('refused' in answer) {
          const { problem, typed } = answer.refused;
          if (problem) {
            say(problemWords(problem), true);
            return false;
          }
          draft.theirs = typed[field] ?? '';
        } else {
          draft.saved = text;
          seen(answer.saved);
        }
      } catch (error) {
        inFlight = undefined;
        if (!(error instanceof BenchError)) throw error;
        say(`Not saved yet; it is kept here and tried again. ${error.message}`, true);
        later(TRY_AGAIN);
        return false;
      }
    }
    if (dirty().length > 0) {
      say('Not saved: an answer was changed elsewhere too', true);
      return false;
    }
    if (note !== '') say('Saved');
    return true;
  }

  return {
    shown: () => ({ drafts, remarks, note, trouble }),
    refresh,
    typed(field, text) {
      const draft = drafts.get(field);
      if (!draft || draft.text === text) return;
      draft.text = text;
      say('Not saved yet');
      later(SAVE_AFTER);
    },
    saveAll,
    choose(field, which) {
      const draft = drafts.get(field);
      if (draft?.theirs === undefined) return;
      draft.saved = draft.theirs;
      if (which === 'theirs') draft.text = draft.theirs;
      delete draft.theirs;
      void saveAll();
    },
  };
}

function problemWords({ reason, line }: NonNullable<AnswersView['problem']>): string {
  return `Not saved: answers.yaml cannot be read${line === undefined ? '' : `, line ${line}`}. ${reason} Mend it in the Files tab, or reset it there.`;
}
