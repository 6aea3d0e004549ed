import { readTraceId } from '#course/answers/read-trace-id.ts';

/** Digits below which a number is taken for something else; a trace id begins with as many zeros once in four billion. */
const LEAST_DIGITS = 24;

/** Every trace id among the answers of a step, in their order, each once. What is too short for a trace id is left out. */
export function traceIdsIn(answers: Readonly<Record<string, unknown>>): string[] {
  const ids = textsIn(answers).flatMap((text) => readTraceId(text).value ?? []);
  return [...new Set(ids)].filter((id) => id.replace(/^0+/, '').length >= LEAST_DIGITS);
}

/** An answer may be a text, or a group of texts. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
