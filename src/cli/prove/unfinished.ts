import { CourseError } from '#course/load/problem.ts';
import type { Verdict } from '#course/verdict.ts';

/** The verdict on a step whose check is still to be written: never a pass, and it says what to write. */
export function checkMissing(lab: string, step: string): Verdict {
  return {
    status: 'broken',
    finding: 'check-missing',
    title: `The check of step “${step}” is still to be written`,
    observed: `labs/${lab}/checks.ts has no check for it.`,
    expected: 'Every step of lab.yaml has a check.',
    evidence: [],
    next: `Add “${step}” to judges in labs/${lab}/checks.ts; docs/labs.md has the diagnoses to choose from.`,
  };
}

/** The verdict where a check, its texts or the folder around it are not as they should be. */
export function checkFailed(lab: string, step: string, error: unknown): Verdict {
  const known = error instanceof CourseError;
  const { message, stack = '' } = error as Error;
  const place = stack.split('\n').find((line) => line.includes(`/labs/${lab}/`) || line.includes('/src/'));
  return {
    status: 'broken',
    finding: 'check-defect',
    title: known ? `Lab “${lab}” cannot be read` : `The check of step “${step}” itself failed`,
    observed: message,
    expected: known ? 'Its files can be read.' : 'A check ends with a verdict.',
    evidence: known || !place ? [] : [{ traceId: '', service: 'check', note: place.trim() }],
    next: `Mend it; npm run check finds more of the kind without a stack.`,
  };
}
