import type { Answer } from '#course/answers/answer.ts';
import type { OwnTraces } from './seen.ts';

/** The answer to a question; the engine gives a step to its judge only when every question has one. */
export function answerTo<Kind extends Answer['kind']>(
  { answers }: Pick<OwnTraces, 'answers'>,
  question: string,
  kind: Kind,
): Answer & { kind: Kind } {
  const answer = answers[question] as Answer | undefined;
  if (answer?.kind !== kind) throw new Error(`the step has no question “${question}” of kind ${kind}`);
  return answer as Answer & { kind: Kind };
}
