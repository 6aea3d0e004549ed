import { join } from 'node:path';
import { startingFiles } from '#bench/workspace/starting-files.ts';
import type { CourseTree } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

/** The files that a lab's editor shows are in the Bookstore or in the lab's start. */
export async function labFiles({ root, labs }: CourseTree): Promise<CheckProblem[]> {
  const all = await Promise.all(
    labs.map(async ({ id, lab }) => {
      if (!lab) return [];
      const there = await startingFiles(join(root, 'labs'), id);
      const file = `labs/${id}/lab.yaml`;
      return lab.files.flatMap((path, index) =>
        there.has(path)
          ? []
          : [
              {
                file,
                ...placeOf(join(root, file), ['files', index]),
                what: `files[${index}]: ${path} is neither in labs/bookstore nor in labs/${id}/start`,
                next: 'correct the path; it is relative to labs/bookstore',
              },
            ],
      );
    }),
  );
  return all.flat();
}
