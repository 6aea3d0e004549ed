import { join } from 'node:path';
import { ENGINE_FINDINGS } from '#bench/checks/engine-verdict.ts';
import { stepGives } from './answers/step-gives.ts';
import type { CourseTree, LabFolder } from './course-tree.ts';
import { libraryGives } from './library.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

/** Every finding that a check can give has a text, and every text belongs to a finding that a check can give. */
export async function findingTexts(course: CourseTree): Promise<CheckProblem[]> {
  const { root, labs, shared = {} } = course;
  const library = await libraryGives();
  const given = new Set<string>([...library, ...labs.flatMap(givesOf)]);
  const engine = new Set<string>(ENGINE_FINDINGS);
  const file = 'labs/findings.yaml';
  const idle = Object.entries(shared).flatMap(([step, findings]) =>
    Object.keys(findings)
      .filter((finding) => !(step === 'engine' ? engine : given).has(finding))
      .map((finding) => ({
        file,
        ...placeOf(join(root, file), [step, finding]),
        what: `${step}.${finding}: no check and no diagnosis gives this finding`,
        next: 'correct the id, or remove the text',
      })),
  );
  return [
    ...labs.flatMap((lab) => missing(lab, course)),
    ...idle,
    ...labs.flatMap((lab) => unused(lab, root)),
  ];
}

function missing({ id, lab, checks, findings = {} }: LabFolder, { shared = {} }: CourseTree): CheckProblem[] {
  return (lab?.steps ?? []).flatMap((one) => {
    const { id: step } = one;
    const texts = { ...shared['any'], ...findings['any'], ...shared[step], ...findings[step] };
    return (stepGives(one, checks) ?? [])
      .filter((finding) => !texts[finding])
      .map((finding) => ({
        file: `labs/${id}/findings.yaml`,
        what: `There is no text for “${finding}”, which the check of step “${step}” can give`,
        next: `add ${step}: ${finding}: with title, observed and expected`,
      }));
  });
}

function unused({ id, lab, checks, findings = {} }: LabFolder, root: string): CheckProblem[] {
  if (!lab || !checks) return [];
  const file = `labs/${id}/findings.yaml`;
  const steps = lab.steps.map((step) => step.id);
  return Object.entries(findings).flatMap(([step, texts]) => {
    const problem = (path: string[], what: string, next: string) => [
      { file, ...placeOf(join(root, file), path), what, next },
    ];
    if (step !== 'any' && !steps.includes(step))
      return problem(
        [step],
        `“${step}” is no step. Steps: ${steps.join(', ')}; any stands for all`,
        'correct the name',
      );
    const gives = lab.steps
      .filter(({ id: one }) => step === 'any' || step === one)
      .flatMap((one) => stepGives(one, checks) ?? []);
    return Object.keys(texts)
      .filter((finding) => !gives.includes(finding))
      .flatMap((finding) =>
        problem(
          [step, finding],
          `${step}.${finding}: no check of ${step === 'any' ? 'this lab' : `step “${step}”`} gives this finding`,
          'correct the id, add its diagnosis to the check, or remove the text',
        ),
      );
  });
}

function givesOf({ checks }: LabFolder): string[] {
  return Object.values(checks?.checks ?? {}).flatMap((check) => [...(check.gives ?? [])]);
}
