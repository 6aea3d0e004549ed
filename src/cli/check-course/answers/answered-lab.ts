import { join } from 'node:path';
import type { Lab } from '#course/lab.ts';
import { foldersIn, type LabFolder } from '../course-tree.ts';

/** A lab whose lab.yaml can be read, so that its answers can be compared with its steps. */
export type AnsweredLab = LabFolder & { lab: Lab };

/** Folders of a lab that hold answers, each with a folder for every step. */
export const ANSWER_KINDS = ['solution', 'alternatives', 'mistakes'] as const;

/** The names of a step's alternatives or mistakes. */
export function answersTo(
  { folder }: AnsweredLab,
  kind: 'alternatives' | 'mistakes',
  step: string,
): Promise<string[]> {
  return foldersIn(join(folder, kind, step));
}
