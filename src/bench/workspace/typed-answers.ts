import { join } from 'node:path';
import type { AnswersView, SaveAnswer } from '#api/answers-view.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { type AnswersProblem, isProblem, readTyped } from '#course/answers/read-answers.ts';
import { remarkOn } from '#course/answers/remark-on.ts';
import { withAnswer } from '#course/answers/write-answers.ts';
import type { Lab, Step } from '#course/lab.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import { DURABLE } from './durable.ts';
import { type Inside, readInside } from './read-inside.ts';

/** What the learner has typed for the questions of a step. */
export async function typedAnswers(open: OpenLab, step: Step): Promise<AnswersView> {
  return viewOf(open.lab.id, step, await readInside(open.workspace.folder, ANSWERS_FILE));
}

/** Types one answer into the workspace's file, unless another is there than the typing began from, or the file cannot be read. */
export async function saveAnswer(
  open: OpenLab,
  step: Step,
  field: string,
  { text, before }: SaveAnswer,
): Promise<{ saved: boolean; view: AnswersView }> {
  const { folder } = open.workspace;
  const file = await readInside(folder, ANSWERS_FILE);
  const view = viewOf(open.lab.id, step, file);
  const now = view.typed[field];
  if (view.problem || file.text === undefined) return { saved: false, view };
  if (now === text) return { saved: true, view };
  if (now !== before) return { saved: false, view };
  await writeAtomic(join(folder, ANSWERS_FILE), withAnswer(file.text, step.id, field, text), DURABLE);
  return { saved: true, view: await typedAnswers(open, step) };
}

/** The files that the learner sees of a lab: those that lab.yaml lists, and the answers where it has questions. */
export function followedFiles({ files, steps }: Lab): string[] {
  const isAsked = steps.some(({ answers }) => answers.length > 0);
  return [...new Set([...files, ...(isAsked ? [ANSWERS_FILE] : [])])];
}

function viewOf(lab: string, { id: step, answers }: Step, file: Inside): AnswersView {
  const read = file.text === undefined ? unreadable(file.trouble.words) : readTyped(file.text, step);
  const texts = isProblem(read) ? new Map<string, { text: string }>() : read;
  const typed = Object.fromEntries(answers.map(({ id }) => [id, texts.get(id)?.text ?? '']));
  return {
    ...{ lab, step, typed, remarks: remarksOn(answers, typed) },
    ...(isProblem(read) && { problem: { reason: read.reason, ...(read.line && { line: read.line }) } }),
  };
}

function unreadable(reason: string): AnswersProblem {
  return { finding: 'answers-unreadable', reason };
}

function remarksOn(fields: Step['answers'], typed: AnswersView['typed']): AnswersView['remarks'] {
  const all = fields.map((field) => [field.id, remarkOn(field, typed[field.id] ?? '')] as const);
  return Object.fromEntries(all.flatMap(([id, remark]) => (remark === undefined ? [] : [[id, remark]])));
}
