import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadLab } from '#course/load/load-lab.ts';
import { CourseError } from '#course/load/problem.ts';
import { filesBelow } from '../workspace/files-below.ts';
import { loadGrading } from './load-grading.ts';
import { type OpenLab, openLab } from './open-labs.ts';

/** What became of the labs since they were read last. */
export interface Reloaded {
  /** Labs that are read again, or gone. */
  changed: string[];
  /** What an author has to mend; a lab with a problem stays as it was. */
  problems: string[];
}

interface Reloading {
  labsFolder: string;
  stateFolder: string;
  labs: Map<string, OpenLab>;
  /** Called for every lab that was read, with the one before it. */
  opened: (now: OpenLab, before: OpenLab | undefined) => void;
}

/** Reads again what changed of the labs since the last call; in workspaces, files nobody touched follow. */
export async function labReloader({ labsFolder, stateFolder, labs, opened }: Reloading) {
  let known = await readHashes(labsFolder);
  return async (): Promise<Reloaded> => {
    const now = await readHashes(labsFolder);
    const reloaded: Reloaded = { changed: [], problems: [] };
    for (const id of new Set([...now.keys(), ...labs.keys()])) {
      if (now.has(id) && now.get(id) === known.get(id) && labs.has(id)) continue;
      try {
        if (now.has(id)) await read(id);
        else labs.delete(id);
        reloaded.changed.push(id);
      } catch (error) {
        if (!(error instanceof CourseError)) throw error;
        reloaded.problems.push(error.message);
        // Looked at again the next time, whatever changed.
        now.delete(id);
      }
    }
    known = now;
    return reloaded;
  };

  async function read(id: string): Promise<void> {
    const lab = await loadLab(labsFolder, id);
    // Read for its mistakes alone; each check reads them for itself.
    await loadGrading(labsFolder, id);
    const open = await openLab(labsFolder, stateFolder, lab);
    const before = labs.get(id);
    labs.set(id, open);
    opened(open, before);
  }
}

/** A hash over everything each lab is made of: its own folder, the Bookstore, and the texts that all share. */
async function readHashes(labsFolder: string): Promise<Map<string, string>> {
  const shared = [
    await hashOf(join(labsFolder, 'bookstore')),
    await textOf(join(labsFolder, 'findings.yaml')),
  ];
  const names = (await readdir(labsFolder)).filter((id) => existsSync(join(labsFolder, id, 'lab.yaml')));
  const hashes = new Map<string, string>();
  for (const id of names.toSorted()) hashes.set(id, [...shared, await hashOf(join(labsFolder, id))].join());
  return hashes;
}

async function hashOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesBelow(folder))
    hash.update(`${path}\0`).update(await textOf(join(folder, path)));
  return hash.digest('hex');
}

/** A file that goes while it is read counts as empty: another change is on its way. */
async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
