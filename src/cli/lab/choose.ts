import type { PartView } from '#api/events.ts';
import type { LabView, StepView } from '#api/lab-view.ts';
import { nearest } from './nearest.ts';
import { type Failure, problems } from './server/problems.ts';

/** The step with this id or number; the one the learner is at when none is named. */
export function chooseStep(lab: LabView, wanted: string | undefined): { ok: true; step: StepView } | Failure {
  const named = (id: string) => lab.steps.find((step) => step.id === id);
  const step = named(wanted ?? lab.current) ?? lab.steps[Number(wanted) - 1];
  if (step) return { ok: true, step };
  const ids = lab.steps.map(({ id }) => id);
  return problems.usage(`Lab ${lab.id} has no step “${wanted}”.`, choice(wanted ?? '', ids, 'Its steps are'));
}

/** The part of the bench with this name. */
export function choosePart(
  parts: readonly PartView[],
  wanted: string,
): { ok: true; part: PartView } | Failure {
  const part = parts.find((one) => one.part === wanted);
  if (part) return { ok: true, part };
  const names = parts.map((one) => one.part);
  return problems.usage(`The bench has no part “${wanted}”.`, choice(wanted, names, 'Its parts are'));
}

/** What was most likely meant, and what there is. */
export function choice(wanted: string, known: readonly string[], words: string): string {
  const meant = nearest(wanted, known);
  return `${meant ? `Did you mean ${meant}? ` : ''}${words} ${known.join(', ')}.`;
}
