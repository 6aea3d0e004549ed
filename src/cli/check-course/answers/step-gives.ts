import type { ChecksModule } from '#bench/labs/import-checks.ts';
import type { Step } from '#course/lab.ts';
import { ANSWERS_GIVE } from '#grading/answers-problem.ts';

/** Every finding that a step can end with, what is said of its answers included; undefined where its check names none. */
export function stepGives(
  { id, answers }: Pick<Step, 'id' | 'answers'>,
  checks: ChecksModule | undefined,
): string[] | undefined {
  const gives = checks?.checks[id]?.gives;
  return gives && [...gives, ...(answers.length > 0 ? ANSWERS_GIVE : [])];
}
