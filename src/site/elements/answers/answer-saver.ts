import type { AnswersView } from '#api/answers-view.ts';
import { BenchError } from '../server/bench-api.ts';
import type { AnswerServer } from './answer-server.ts';
import type { AnswerDraft, AnswerTexts } from './answer-texts.ts';
import type { KeptAnswers } from './kept-answers.ts';

/** Brings the typed answers of a step to the server, one after the other. */
export interface AnswerSaver {
  /** Saves what is typed now; false when some of it could not be. */
  saveAll(): Promise<boolean>;
  /** The same after so many milliseconds, counted anew with every call. */
  later(ms: number): void;
  /** The question whose answer is on its way. */
  inFlight(): string | undefined;
}

interface Saving {
  server: AnswerServer;
  kept: KeptAnswers;
  texts: AnswerTexts;
  /** Tells what has become of the texts, and whether that is trouble. */
  say: (words: string, isTrouble?: boolean) => void;
  /** Called after every answer of the server to a save. */
  saved: () => void;
  /** Whether nothing has been told yet. */
  isSilent: () => boolean;
}

/** Milliseconds until a save is tried again that the server did not answer. */
const TRY_AGAIN = 2_000;

/** Makes the saver of one step; what cannot be saved is tried again. */
export function answerSaver({ server, kept, texts, say, saved, isSilent }: Saving): AnswerSaver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;
  let inFlight: string | undefined;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveAll(), ms);
  };
  const saveAll = (): Promise<boolean> => {
    clearTimeout(timer);
    running ??= saveUnsaved().finally(() => {
      running = undefined;
    });
    return running;
  };

  async function saveUnsaved(): Promise<boolean> {
    for (;;) {
      const next = texts.unsaved().find(([, { theirs }]) => theirs === undefined);
      if (!next) break;
      say('Saving');
      inFlight = next[0];
      const problem = await save(server, ...next).finally(() => {
        inFlight = undefined;
      });
      saved();
      if (typeof problem === 'string') {
        say(problem, true);
        return false;
      }
      if ('retry' in problem) {
        say(`Not saved yet; it is kept here and tried again. ${problem.retry}`, true);
        later(TRY_AGAIN);
        return false;
      }
      texts.seen(problem);
    }
    const isDone = texts.unsaved().length === 0;
    if (isDone) kept.write({});
    if (!isDone) say('Not saved: an answer was changed elsewhere too', true);
    else if (!isSilent()) say('Saved');
    return isDone;
  }

  return { saveAll, later, inFlight: () => inFlight };
}

/** Saves one text; gives what the server has then, the words for why it cannot be saved, or why to try again. */
async function save(
  server: AnswerServer,
  field: string,
  draft: AnswerDraft,
): Promise<AnswersView | string | { retry: string }> {
  const { text, saved: before } = draft;
  try {
    const answer = await server.save(field, { text, before });
    if ('saved' in answer) {
      draft.saved = text;
      return answer.saved;
    }
    return answer.refused.problem ? problemWords(answer.refused.problem) : answer.refused;
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    return { retry: error.message };
  }
}

/** The words for an answers.yaml that nothing can be saved into. */
export function problemWords({ reason, line }: NonNullable<AnswersView['problem']>): string {
  return `Not saved: answers.yaml cannot be read${line === undefined ? '' : `, line ${line}`}. ${reason} Fix it in the Files tab, or reset it there.`;
}
