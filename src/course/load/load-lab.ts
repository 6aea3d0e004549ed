import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Lab, LabSchema } from '../lab.ts';
import { parseYaml } from './parse-yaml.ts';
import { CourseError } from './problem.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads labs/<id>/lab.yaml. */
export async function loadLab(labsFolder: string, id: string): Promise<Lab> {
  const file = path.join(labsFolder, id, 'lab.yaml');
  const lab = parseYaml(await readCourseFile(file), shownPath(file), LabSchema);
  if (lab.id !== id) {
    throw new CourseError(shownPath(file), [
      {
        path: 'id',
        expected: JSON.stringify(id),
        received: JSON.stringify(lab.id),
        next: 'give the lab the name of its folder, or rename the folder',
      },
    ]);
  }
  return lab;
}

/** Reads every lab: each folder that holds a lab.yaml, in the order of their names. */
export async function loadLabs(labsFolder: string): Promise<Lab[]> {
  const entries = await readdir(labsFolder, { withFileTypes: true });
  const ids = entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(labsFolder, entry.name, 'lab.yaml')))
    .map((entry) => entry.name);
  return Promise.all(ids.toSorted().map((id) => loadLab(labsFolder, id)));
}
