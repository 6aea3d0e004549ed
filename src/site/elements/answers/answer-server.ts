import type { AnswersView, RefusedAnswer, SaveAnswer } from '#api/answers-view.ts';
import { BenchError, call } from '../server/bench-api.ts';

/** What the questions of a step ask of the server. Each call throws a BenchError where the server does not answer. */
export interface AnswerServer {
  read(): Promise<AnswersView>;
  /** Saves one answer; gives what is there instead where the server refuses. `keepalive` makes it arrive even when the page goes. */
  save(
    field: string,
    save: SaveAnswer,
    keepalive?: boolean,
  ): Promise<{ saved: AnswersView } | { refused: AnswersView }>;
}

/** The calls for one step, made to the server this page came from. */
export function answerServer(lab: string, step: string): AnswerServer {
  const path = `/api/labs/${lab}/steps/${step}/answers`;
  return {
    read: () => call<AnswersView>('GET', path),
    async save(field, save, keepalive = false) {
      try {
        return { saved: await call<AnswersView>('PUT', `${path}/${field}`, save, { keepalive }) };
      } catch (error) {
        const answers = error instanceof BenchError && (error.body as RefusedAnswer | undefined)?.answers;
        if (!answers) throw error;
        return { refused: answers };
      }
    },
  };
}
