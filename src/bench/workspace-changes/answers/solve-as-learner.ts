import { readFile } from 'node:fs/promises';
import type { FileChange } from '#api/workspace-change.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { DURABLE } from '#bench/workspace/durable.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import type { Request } from '#course/answers/requests.ts';
import { loadRequests } from '#course/load/load-requests.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import type { Action } from '../action.ts';
import type { Entries } from '../entries.ts';
import type { ChangeRefusal } from '../refusal.ts';
import { solvedFile } from './solved-answers.ts';

/** Sends requests as a learner would, and fills the gaps in answers with what came back. */
export type AnswerAsLearner = (requests: readonly Request[], answers: string) => Promise<string>;

/**
 * Before a step is solved whose answers are about requests: sends them, and puts the answers where `solvedAnswers` finds
 * them. A refusal where the requests come to nothing; undefined where nothing has to be sent.
 */
export async function solveAsLearner(
  open: OpenLab,
  action: Action,
  answer: AnswerAsLearner | undefined,
): Promise<'solved' | ChangeRefusal | undefined> {
  const asLearner = action.reason === 'solve' && open.states.get(action.step)?.asLearner;
  if (!asLearner || !answer) return undefined;
  const requests = await loadRequests(asLearner.requests);
  const answers = await readFile(asLearner.answers, 'utf8');
  let text: string;
  try {
    text = await answer(requests, answers);
  } catch (error) {
    return {
      because: 'conflict',
      refused: {
        title: 'The solution of this step begins with requests, and they came to nothing.',
        detail: (error as Error).message,
        next: 'Look whether the bench is ready and its services run, then try again.',
      },
    };
  }
  await writeAtomic(solvedFile(open), text, DURABLE);
  return 'solved';
}

/** What a solution will change, its answers included, which nobody can show before its requests are sent. */
export function withAnswersToCome(
  open: OpenLab,
  action: Action,
  changes: readonly FileChange[],
  now: Entries,
): FileChange[] {
  const isFilled = action.reason === 'solve' && open.states.get(action.step)?.asLearner !== undefined;
  if (!isFilled) return [...changes];
  const change = now.has(ANSWERS_FILE) ? 'replaced' : 'created';
  return [...changes.filter(({ path }) => path !== ANSWERS_FILE), { path: ANSWERS_FILE, change }];
}
