import type { AnswerField } from './answer-field.ts';
import { readField } from './read-field.ts';

/** Digits of a span's id, which is easily taken for a trace's. */
const SPAN_ID = 16;

/** What is to be said of a typed text at once, before any check: that it cannot be such an answer. Undefined where it can. */
export function remarkOn(field: AnswerField, typed: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const reading = readField(field, typed);
  if (!reading.ok) return reading.reason;
  const { answer } = reading;
  if (answer.kind !== 'trace') return undefined;
  if (answer.digits.length === SPAN_ID && answer.value)
    return 'It has 16 digits, the length of a span’s id; a trace id has 32.';
  return answer.value ? undefined : 'It is no trace id, which has 32 hexadecimal digits, not all of them 0.';
}
