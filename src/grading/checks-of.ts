import type { Check } from './check.ts';
import type { Experiment } from './experiment.ts';
import { GRADE_GIVES, grade } from './grade.ts';
import type { Judge } from './judge.ts';

/** Makes the checks of a lab: one for each step, from the experiment they share and the step's judge. */
export function checksOf<Seen>(
  experiment: Experiment<Seen>,
  judges: Record<string, Judge<Seen>>,
): Record<string, Check> {
  const checks = Object.entries(judges).map(([step, judge]): [string, Check] => {
    const check = (context: Parameters<Check>[0]) => grade(context, experiment, judge);
    const gives = [...new Set([...judge.gives, ...GRADE_GIVES, ...experiment.troubles])];
    return [step, Object.assign(check, { gives, experiment, judge }) as Check];
  });
  return Object.fromEntries(checks);
}
