import type { LabView } from '#api/lab-view.ts';

/** A step as the page names it within a sentence: `step 1, See one checkout as one trace`; its id while the lab is not known. */
export function stepName(lab: Pick<LabView, 'steps'> | undefined, step: string): string {
  const index = lab?.steps.findIndex(({ id }) => id === step) ?? -1;
  const found = lab?.steps[index];
  return found ? `step ${index + 1}, ${found.title.replaceAll('`', '')}` : step;
}
