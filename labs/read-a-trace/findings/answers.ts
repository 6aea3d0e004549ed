import type { Answer, TraceAnswer } from '#course/answers/answer.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';

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

/** The trace ids to look at: the one that was answered. */
export function traceAnswered(answers: Readonly<Record<string, unknown>>): string[] {
  const { value } = (answers.trace ?? {}) as Partial<TraceAnswer>;
  return value === undefined ? [] : [value];
}

/** The id of a span that was typed where a trace's was asked for; Tempo is asked for its trace then. */
export function spanAnswered(answers: Readonly<Record<string, unknown>>): string[] {
  const { digits = '' } = (answers.trace ?? {}) as Partial<TraceAnswer>;
  return /^[0-9a-f]{16}$/.test(digits) ? [digits] : [];
}
