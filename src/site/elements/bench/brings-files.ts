import type { LabView } from '#api/lab-view.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';

/** Whether bringing the bench to a step would change a file of the learner's, the answers left out. */
export function bringsFiles(
  { current, steps, files }: Pick<LabView, 'current' | 'steps' | 'files'>,
  step: string,
): boolean {
  const own = steps.find(({ id }) => id === step);
  if (!own || current === step) return false;
  return !own.alike || files.some(({ path, changed }) => changed && path !== ANSWERS_FILE);
}
