import { relative, resolve } from 'node:path';
import type { LabView } from '#api/lab-view.ts';
import { nearest } from './nearest.ts';
import { type Failure, problems } from './server/problems.ts';

/** The file of the lab that is meant by a path from here, a path from the workspace, or the end of one. */
export function chooseFile(lab: LabView, wanted: string, cwd: string): { ok: true; path: string } | Failure {
  const paths = lab.files.map(({ path }) => path);
  const here = relative(lab.workspace, resolve(cwd, wanted));
  const exact = paths.find((path) => path === here) ?? paths.find((path) => path === wanted);
  if (exact) return { ok: true, path: exact };
  const ends = paths.filter((path) => path.endsWith(`/${wanted}`));
  if (ends[0] && ends.length === 1) return { ok: true, path: ends[0] };
  const meant = nearest(wanted, [...paths, ...paths.map((path) => path.split('/').at(-1)!)]);
  return problems.usage(
    `The lab has no file “${wanted}”.`,
    `${meant ? `Did you mean ${meant}? ` : ''}Its files are ${paths.join(', ')}.`,
  );
}
