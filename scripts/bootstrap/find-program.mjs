import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is on this machine, or undefined. */
export function findProgram(program, path = process.env.PATH ?? '') {
  const onPath = path.split(delimiter).flatMap((folder) => program.onPath.map((name) => join(folder, name)));
  return [...program.places, ...onPath].find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
