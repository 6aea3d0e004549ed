import type { CheckProblem } from '../problem.ts';
import { type AnsweredLab, answersTo } from './answered-lab.ts';
import { stepGives } from './step-gives.ts';

/** A mistake is named after a finding that the check of its step can give. */
export async function mistakesGiven(lab: AnsweredLab): Promise<CheckProblem[]> {
  const all = lab.lab.steps.map(async (step) => {
    const { id } = step;
    const gives = stepGives(step, lab.checks);
    if (!gives) return [];
    const findings = gives.filter((finding) => finding !== 'pass');
    return (await answersTo(lab, 'mistakes', id))
      .map((name) => ({ name, finding: name.split('.')[0]! }))
      .filter(({ finding }) => !findings.includes(finding))
      .map(({ name, finding }) => ({
        file: `labs/${lab.id}/mistakes/${id}/${name}`,
        what: `The check of “${id}” cannot give “${finding}”`,
        next: `rename the folder after a finding it gives (${findings.join(', ')}), or teach the check`,
      }));
  });
  return (await Promise.all(all)).flat();
}
