import type { CourseTree } from './course-tree.ts';
import type { CheckProblem } from './problem.ts';

/** checks.ts has a check for every step, and for nothing else. */
export function checksModule({ labs }: CourseTree): CheckProblem[] {
  return labs.flatMap(({ id, lab, checks: module }) => {
    if (!lab || !module) return [];
    const file = `labs/${id}/checks.ts`;
    const steps = lab.steps.map((step) => step.id);
    const { checks } = module;
    return [
      ...steps
        .filter((step) => !checks[step])
        .map((step) => ({
          file,
          what: `There is no check for step “${step}” yet`,
          next: `write it: add “${step}” to judges in this file`,
        })),
      ...Object.keys(checks)
        .filter((step) => !steps.includes(step))
        .map((step) => ({
          file,
          what: `There is a check for “${step}”, which is no step. Steps: ${steps.join(', ')}`,
          next: 'correct the name here or in lab.yaml, or remove the check',
        })),
      ...steps
        .filter((step) => checks[step] && !checks[step].gives)
        .map((step) => ({
          file,
          what: `The check of “${step}” does not say which findings it can give`,
          next: 'make it with checksOf(experiment, judges), or add gives to it',
        })),
    ];
  });
}
