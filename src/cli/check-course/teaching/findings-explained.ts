import { join } from 'node:path';
import { ANSWERS_GIVE } from '#grading/answers-problem.ts';
import { GRADE_GIVES } from '#grading/grade.ts';
import { stepGives } from '../answers/step-gives.ts';
import type { CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import { tagsOf } from '../page/tags.ts';
import type { CheckProblem } from '../problem.ts';
import { heldChapters } from './held-to.ts';

/** These are about answers and builds, and say all there is to say. */
const SELF_EVIDENT: readonly string[] = ['pass', ...GRADE_GIVES, ...ANSWERS_GIVE];

/** Every finding of a lab is explained in the chapter that has the lab, where its <Findings /> shows them. */
export function findingsExplained(course: CourseTree): CheckProblem[] {
  return heldChapters(course).flatMap(({ file, page, chapter }) =>
    (chapter?.labs ?? []).flatMap((id) => {
      const shown = tagsOf(page, 'Findings').some(({ attributes }) => attributes['lab'] === id);
      const missing: CheckProblem[] = shown
        ? []
        : [
            {
              file,
              what: `The chapter has lab “${id}”, and does not list what its checks can find`,
              next: `put <Findings lab="${id}" /> below its steps`,
            },
          ];
      return [...missing, ...unexplained(course, id)];
    }),
  );
}

function unexplained({ root, labs, shared = {} }: CourseTree, id: string): CheckProblem[] {
  const { lab, checks, findings = {} } = labs.find((one) => one.id === id) ?? {};
  const told = new Set<string>();
  return (lab?.steps ?? []).flatMap((one) =>
    (stepGives(one, checks) ?? []).flatMap((finding) => {
      if (SELF_EVIDENT.includes(finding)) return [];
      const places = [
        [`labs/${id}/findings.yaml`, one.id, findings[one.id]?.[finding]],
        [`labs/${id}/findings.yaml`, 'any', findings['any']?.[finding]],
        ['labs/findings.yaml', one.id, shared[one.id]?.[finding]],
        ['labs/findings.yaml', 'any', shared['any']?.[finding]],
      ] as const;
      const [file, step, text] = places.find(([, , text]) => text) ?? [];
      // That there is no text at all is told by the look at texts of findings.
      if (!text || text.explain || told.has(`${step} ${finding}`)) return [];
      told.add(`${step} ${finding}`);
      return [
        {
          file: file!,
          ...placeOf(join(root, file!), [step!, finding]),
          what: `${step}.${finding} is not explained`,
          next: 'add explain: what it means, why it happens, and what it would look like at work',
        },
      ];
    }),
  );
}
