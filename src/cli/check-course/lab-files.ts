import { join } from 'node:path';
import { startingFiles } from '#bench/workspace/starting-files.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import type { Lab } from '#course/lab.ts';
import type { CourseTree } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

/** The files that a lab's editor shows, and those of its setups, are in the Bookstore or in the lab's start. */
export async function labFiles({ root, labs }: CourseTree): Promise<CheckProblem[]> {
  const all = await Promise.all(
    labs.map(async ({ id, lab }) => {
      if (!lab) return [];
      const there = await startingFiles(join(root, 'labs'), id);
      const file = `labs/${id}/lab.yaml`;
      return namedFiles(lab).flatMap(({ at, name, path }) =>
        there.has(path) || (path === ANSWERS_FILE && lab.steps.some(({ answers }) => answers.length > 0))
          ? []
          : [
              {
                file,
                ...placeOf(join(root, file), at),
                what: `${name}: ${path} is neither in labs/bookstore nor in labs/${id}/start`,
                next: 'correct the path; it is relative to labs/bookstore',
              },
            ],
      );
    }),
  );
  return all.flat();
}

interface NamedFile {
  at: (string | number)[];
  name: string;
  path: string;
}

function namedFiles({ files, setup, steps }: Lab): NamedFile[] {
  const shown = files.map((path, index) => ({ at: ['files', index], name: `files[${index}]`, path }));
  const setups = [
    { at: ['setup'], name: 'setup', setup },
    ...steps.map((step, index) => ({
      at: ['steps', index, 'setup'],
      name: `steps[${index}].setup`,
      setup: step.setup,
    })),
  ];
  const run = setups.flatMap(({ at, name, setup: one }) =>
    (['collector', 'environment'] as const).flatMap((key) => {
      const path = one?.[key];
      return path === undefined ? [] : [{ at: [...at, key], name: `${name}.${key}`, path }];
    }),
  );
  return [...shown, ...run];
}
