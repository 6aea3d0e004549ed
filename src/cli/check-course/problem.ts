import { relative, resolve } from 'node:path';
import type { CourseError } from '#course/load/problem.ts';

/** One thing to mend in the course: where, what is seen there, what to do. */
export interface CheckProblem {
  /** Path from the top of the repository. */
  file: string;
  line?: number;
  column?: number;
  what: string;
  next: string;
}

/** A problem as `npm run check` prints it. */
export function showProblem({ file, line, column, what, next }: CheckProblem): string {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(':');
  return `${place}\n  ${what}\n  next: ${next}`;
}

/** What the loader of a course file found wrong, in the same form. */
export function problemsOf(error: CourseError, root: string): CheckProblem[] {
  const file = relative(root, resolve(error.file));
  return error.problems.map(({ line, column, path, expected, received, next }) => ({
    file,
    line,
    column,
    what: `${path ? `${path}: ` : ''}expected ${expected}, received ${received}`,
    next,
  }));
}
