import type { Attempt, LabView } from '#api/lab-view.ts';

/** What a learner may want to type after a verdict. */
export function adviceAfter({ verdict, step }: Attempt, lab: LabView): string {
  switch (verdict.status) {
    case 'broken':
      return 'lab status shows which part is not well, lab restart starts it again.';
    case 'inconclusive':
      return 'lab check tries again.';
    case 'pass':
      return lab.steps.every((one) => one.passed || one.mark)
        ? 'Every step of the lab is done.'
        : 'lab next shows what comes next.';
    case 'fail': {
      const left = lab.steps.find(({ id }) => id === step)?.hintsLeft ?? 0;
      return `${left > 0 ? `lab hint gives a hint (${left} left), ` : ''}lab diff shows what you changed.`;
    }
  }
}
