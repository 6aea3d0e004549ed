import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomic } from '#disk/write-atomic.ts';
import { contentHash } from './content-hash.ts';
import { DURABLE } from './durable.ts';
import { type StartingFiles, startingFiles } from './starting-files.ts';
import { updateWorkspace } from './update-workspace.ts';

/** A learner's copy of the Bookstore for one lab. */
export interface Workspace {
  lab: string;
  /** Absolute path of the Go module. */
  folder: string;
  /** Where the text at the start of the lab is, by path. */
  start: StartingFiles;
  /** Folder of the backups of all workspaces. On the disk it is called `copies`, as learners call what is in it. */
  backups: string;
}

/**
 * Makes the workspace of a lab, or brings the unchanged files of an existing one up to date with the course.
 * What the learner changed is never written over.
 */
export async function openWorkspace(
  labsFolder: string,
  stateFolder: string,
  lab: string,
): Promise<Workspace> {
  const folder = join(stateFolder, 'workspaces', lab);
  const baseFile = join(stateFolder, 'workspaces', `${lab}.base.json`);
  const start = await startingFiles(labsFolder, lab);
  const base = new Map<string, string>();
  for (const [path, source] of start) base.set(path, contentHash(await readFile(source)));
  const recorded = await readBase(baseFile);
  if (await exists(folder)) await updateWorkspace(folder, start, base, recorded);
  else await createWorkspace(folder, start);
  await writeAtomic(baseFile, `${JSON.stringify(Object.fromEntries(base), null, 1)}\n`, DURABLE);
  return { lab, folder, start, backups: join(stateFolder, 'copies') };
}

/** Copies into a draft and renames it, so that a half-made workspace is never taken for a learner's. */
async function createWorkspace(folder: string, start: StartingFiles): Promise<void> {
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  for (const [path, source] of start) {
    const target = join(draft, path);
    await mkdir(dirname(target), { recursive: true });
    await writeAtomic(target, await readFile(source), DURABLE);
  }
  await rename(draft, folder);
}

async function readBase(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>));
  } catch {
    // Without it every file that differs counts as the learner's, which is the safe side.
    return new Map();
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
