import type { TraceAnswer } from '#course/answers/answer.ts';

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
