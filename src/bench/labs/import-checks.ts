import { join } from 'node:path';
import { CourseError } from '#course/load/problem.ts';
import { readCourseFile, shownPath } from '#course/load/read-course-file.ts';
import type { Check } from '#grading/check.ts';
import { importFresh } from './import-fresh.ts';

/** What a lab's checks.ts exports. */
export interface ChecksModule {
  checks: Record<string, Check>;
}

/**
 * Imports checks.ts of a lab's folder with all it imports from there, as they are now. What it imports from elsewhere,
 * such as src/grading, stays as it was when this process first met it. A file that cannot be imported is a mistake of
 * the author like any other.
 */
export async function importChecks(labFolder: string): Promise<ChecksModule> {
  const file = join(labFolder, 'checks.ts');
  await readCourseFile(file);
  const refuse = (expected: string, received: string, next: string) =>
    new CourseError(shownPath(file), [{ path: '', expected, received, next }]);
  let module: Partial<ChecksModule>;
  try {
    module = (await importFresh(labFolder, 'checks.ts')) as Partial<ChecksModule>;
  } catch (error) {
    const message = (error as Error).message.split('\n').find((line) => line.trim() !== '') ?? '';
    throw refuse('a module that can be imported', message, 'mend it; npm run verify names the line');
  }
  if (typeof module.checks === 'object') return { ...module, checks: module.checks };
  throw refuse(
    'export const checks',
    Object.keys(module).join(', ') || 'no exports',
    'add: export const checks = checksOf(checkout(), judges), from src/grading/checks-of.ts',
  );
}
