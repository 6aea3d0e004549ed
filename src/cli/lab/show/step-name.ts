import type { LabView } from '#api/lab-view.ts';

/** A step as `lab` names it within a sentence, by its number as the page does and by the id it can be given: `step 3 (mend)`. */
export function stepName({ steps }: Pick<LabView, 'steps'>, step: string): string {
  const number = 1 + steps.findIndex(({ id }) => id === step);
  return number > 0 ? `step ${number} (${step})` : `step ${step}`;
}

/** The same at the beginning of a sentence. */
export function stepNameAtStart(lab: Pick<LabView, 'steps'>, step: string): string {
  return stepName(lab, step).replace('s', 'S');
}
