import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CourseError } from './problem.ts';

/** Reads a file of the course; one that is missing is reported like any other mistake of an author. */
export async function readCourseFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CourseError(shownPath(file), [
      {
        path: '',
        expected: 'a file that can be read',
        received: code === 'ENOENT' ? 'no such file' : code,
        next:
          code === 'ENOENT' ? 'create it, or correct the id that led here' : 'check the rights of the file',
      },
    ]);
  }
}

/** The path as an author would type it: relative to the current folder where it lies below it. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
