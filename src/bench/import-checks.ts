import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CourseError } from '#course/problem.ts';
import { readCourseFile, shownPath } from '#course/read-course-file.ts';
import type { Check } from '#grading/check.ts';
import type { Judge } from '#grading/findings/first-finding.ts';
import { textHash } from './text-hash.ts';

/** What a lab's checks.ts exports. */
export interface ChecksModule {
  checks: Record<string, Check>;
  /** What each step makes of a settled attempt; recordings are judged by it. */
  judges?: Record<string, Judge>;
}

/**
 * Imports checks.ts of a lab's folder as it is now. The modules it imports itself, those of src/grading, stay as they
 * were when this process first met them. A file that cannot be imported is a mistake of the author like any other.
 */
export async function importChecks(labFolder: string): Promise<ChecksModule> {
  const file = join(labFolder, 'checks.ts');
  const text = await readCourseFile(file);
  const refuse = (expected: string, received: string, next: string) =>
    new CourseError(shownPath(file), [{ path: '', expected, received, next }]);
  let module: Partial<ChecksModule>;
  try {
    // Node keeps a module by its address for good, so an edited one needs another.
    module = (await import(`${pathToFileURL(file).href}?text=${textHash(text)}`)) as Partial<ChecksModule>;
  } catch (error) {
    const message = (error as Error).message.split('\n').find((line) => line.trim() !== '') ?? '';
    throw refuse('a module that can be imported', message, 'mend it; npm run verify names the line');
  }
  if (typeof module.checks === 'object') return { ...module, checks: module.checks };
  throw refuse(
    'export const checks',
    Object.keys(module).join(', ') || 'no exports',
    'add: export const checks = checksOf(judges), from src/grading/checks-of.ts',
  );
}
