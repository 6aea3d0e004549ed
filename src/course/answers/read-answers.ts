import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { StepAnswers } from './answer.ts';
import type { AnswerField } from './answer-field.ts';
import { ANSWERS_FILE } from './answers-file.ts';
import { readField } from './read-field.ts';

/** What is in the way of judging the answers to a step. */
export interface AnswersProblem {
  finding: 'answer-missing' | 'answers-unreadable';
  /** Line of answers.yaml, from 1; absent where it has none for it. */
  line?: number;
  /** The question, by its label; absent where the file as a whole is meant. */
  field?: string;
  reason: string;
}

/** The typed texts of one step, by question, each with its line; a question that has no line is not in it. */
export type TypedAnswers = ReadonlyMap<string, { text: string; line: number }>;

/** Reads what was typed for one step out of the text of answers.yaml; a file that is not there is the empty text. */
export function readTyped(text: string, step: string): TypedAnswers | AnswersProblem {
  const read = readFile(text);
  if ('finding' in read) return read;
  const { document, lines } = read;
  const node = isMap(document.contents) ? document.contents.get(step, true) : undefined;
  const line = lineOf(lines, node) ?? 1;
  if (node === undefined || isEmpty(node)) return new Map();
  if (!isMap(node))
    return unreadable(`“${step}” must be a mapping: a line for each question, such as “trace: 4bf9…”.`, line);
  const typed = new Map<string, { text: string; line: number }>();
  for (const { key, value } of (node as YAMLMap).items) {
    const at = lineOf(lines, key) ?? line;
    const name = String(isScalar(key) ? key.value : key);
    if (value !== null && !isScalar(value))
      return unreadable(`“${name}” of step “${step}” must have one text or number.`, at);
    typed.set(name, { text: String(value?.value ?? ''), line: at });
  }
  return typed;
}

/** Reads the answers to the questions of a step; says which is missing or cannot be read. */
export function readAnswers(
  text: string,
  step: string,
  fields: readonly AnswerField[],
): StepAnswers | AnswersProblem {
  const typed = readTyped(text, step);
  if (isProblem(typed)) return typed;
  for (const [name, { line }] of typed) {
    if (fields.some(({ id }) => id === name)) continue;
    const known = fields.map(({ id }) => id).join(', ');
    return unreadable(`Step “${step}” has no question “${name}”; its questions are ${known}.`, line);
  }
  const missing = fields.filter(({ id }) => !typed.get(id)?.text.trim());
  if (missing.length > 0) {
    const line = typed.get(missing[0]!.id)?.line;
    const reason = missing.map(({ label }) => `“${label}”`).join(', ');
    return {
      finding: 'answer-missing',
      field: missing[0]!.label,
      reason,
      ...(line !== undefined && { line }),
    };
  }
  const answers: Record<string, StepAnswers[string]> = {};
  for (const field of fields) {
    const { text: words, line } = typed.get(field.id)!;
    const reading = readField(field, words);
    if (!reading.ok) return { ...unreadable(reading.reason, line), field: field.label };
    answers[field.id] = reading.answer;
  }
  return answers;
}

/** Tells a problem from what was read. */
export function isProblem(read: object): read is AnswersProblem {
  return 'finding' in read && typeof read.finding === 'string' && 'reason' in read;
}

/** The file as YAML in which every scalar is the text that was typed: an id of digits alone is no number. */
function readFile(text: string): { document: Document.Parsed; lines: LineCounter } | AnswersProblem {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const said = error.message.split('\n')[0] ?? '';
    return unreadable(`${ANSWERS_FILE} is not valid YAML: ${said}`, lines.linePos(error.pos[0]).line);
  }
  if (document.contents !== null && !isMap(document.contents) && !isEmpty(document.contents))
    return unreadable(`${ANSWERS_FILE} must be a mapping with the ids of steps as its keys.`, 1);
  return { document, lines };
}

function unreadable(reason: string, line: number): AnswersProblem {
  return { finding: 'answers-unreadable', line, reason };
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && String(node.value ?? '').trim() === '');
}

function lineOf(lines: LineCounter, node: unknown): number | undefined {
  const offset = isScalar(node) || isMap(node) ? node.range?.[0] : undefined;
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
