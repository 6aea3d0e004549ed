import path from 'node:path';
import type { Lab, Step, StepCommand } from '#course/lab.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { loadQuiz } from '#course/load/load-quiz.ts';
import type { Question } from '#course/quiz/question.ts';

const labs = new Map<string, Promise<Lab>>();

/** A lab by its id, read once a build. */
export function labOf(id: string): Promise<Lab> {
  const known = labs.get(id) ?? loadLab(path.resolve('labs'), id);
  labs.set(id, known);
  return known;
}

/** A lab's step, and with `command` one of its commands; names what exists where the id is wrong. */
export async function stepOf(labId: string, stepId: string, commandId?: string): Promise<StepInLab> {
  const lab = await labOf(labId);
  const place = lab.steps.findIndex((step) => step.id === stepId);
  const step = lab.steps[place];
  if (!step) throw new Error(wrongId(`step "${stepId}"`, `labs/${labId}/lab.yaml`, lab.steps));
  const command = step.commands.find(({ id }) => id === commandId);
  if (commandId && !command) {
    throw new Error(
      wrongId(`command "${commandId}"`, `step ${stepId} of labs/${labId}/lab.yaml`, step.commands),
    );
  }
  return { lab, step, number: place + 1, command };
}

/** The questions of the chapter in this folder. */
export async function questionsOf(chapterFolder: string): Promise<Question[]> {
  const { questions } = await loadQuiz(path.resolve('content/chapters', chapterFolder));
  return questions;
}

/** One question of a chapter, by its id and of the kinds that `fits` takes; names those there are where the id is wrong. */
export async function questionOf<Wanted extends Question>(
  chapterFolder: string,
  id: string,
  fits: (question: Question) => question is Wanted,
): Promise<Wanted> {
  const fitting = (await questionsOf(chapterFolder)).filter(fits);
  const found = fitting.find((question) => question.id === id);
  if (found) return found;
  throw new Error(wrongId(`question "${id}"`, `content/chapters/${chapterFolder}/quiz.yaml`, fitting));
}

interface StepInLab {
  lab: Lab;
  step: Step;
  /** Counts from 1. */
  number: number;
  command: StepCommand | undefined;
}

function wrongId(what: string, where: string, known: readonly { id: string }[]): string {
  const ids = known.map(({ id }) => id).join(', ') || 'none';
  return `A chapter refers to the ${what}, which is not in ${where}. Ids there: ${ids}. Correct the id in the chapter or in the lab.`;
}
