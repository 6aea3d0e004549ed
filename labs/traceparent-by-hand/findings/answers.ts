import type { Answer } from '#course/answers/answer.ts';
import { readSent } from './sent-header.ts';

/** The trace ids to look at: those that were answered, and the one in an answered header. */
export function tracesAnswered(answers: Readonly<Record<string, unknown>>): string[] {
  return (Object.values(answers) as Answer[]).flatMap((answer) => {
    if (answer.kind === 'trace') return answer.value ?? [];
    return answer.kind === 'text' ? (readSent(answer.value).traceId ?? []) : [];
  });
}

/** The id of the span that a header names as the parent; Tempo is asked for every trace that holds it. */
export function parentAnswered(answers: Readonly<Record<string, unknown>>): string[] {
  const header = answers.header as Answer | undefined;
  return header?.kind === 'text' ? [readSent(header.value).parentId ?? []].flat() : [];
}
