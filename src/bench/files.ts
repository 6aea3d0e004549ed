import { lstat, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FileText, LabFile } from '#api/lab-view.ts';
import { textHash } from './text-hash.ts';
import type { Workspace } from './workspace.ts';
import { writeWhole } from './write-whole.ts';

/** What became of a save: written, or not because the file is another than the edit began from. */
export type SaveOutcome = { saved: boolean; file: FileText };

/** The lab's files with their versions; a file the learner deleted has the version of the empty text. */
export async function listFiles(workspace: Workspace, paths: readonly string[]): Promise<LabFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      // One that is a link or a folder must not take the whole lab away; opening it says what is wrong.
      const file = await readLabFile(workspace, path).catch(notAFileIsEmpty);
      return { path, version: file?.version ?? textHash(''), changed: file?.changed ?? true };
    }),
  );
}

/** One file's text, and the text it had at the start of the lab. `path` must be one of the lab's own files. */
export async function readLabFile(workspace: Workspace, path: string): Promise<FileText> {
  const [text, start] = await Promise.all([readInside(workspace, path), startText(workspace, path)]);
  return { path, version: textHash(text), changed: text !== start, text, start };
}

/** Writes a file unless it changed since the edit began. */
export async function saveLabFile(
  workspace: Workspace,
  path: string,
  save: { text: string; baseVersion: string },
): Promise<SaveOutcome> {
  const now = await readLabFile(workspace, path);
  if (now.version !== save.baseVersion && now.text !== save.text) return { saved: false, file: now };
  if (now.text !== save.text) await writeWhole(join(workspace.folder, path), save.text);
  return { saved: true, file: await readLabFile(workspace, path) };
}

/** Brings a file back to the start of the lab; what it replaces is kept under copies/. */
export async function resetLabFile(workspace: Workspace, path: string, now: Date): Promise<FileText> {
  const before = await readLabFile(workspace, path);
  if (!before.changed) return before;
  const time = now.toISOString().replaceAll(':', '-');
  const copy = join(workspace.copies, time, workspace.lab, path);
  await writeWhole(copy, before.text);
  await writeWhole(join(workspace.folder, path), before.start);
  return { ...(await readLabFile(workspace, path)), copy: relative(workspace.folder, copy) };
}

/** Reads without following a link out of the workspace, which a program in the learner's shell may have put there. */
async function readInside(workspace: Workspace, path: string): Promise<string> {
  await refuseLinks(workspace.folder, path);
  try {
    return await readFile(join(workspace.folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Every folder on the way must be a folder, and the file a file; what is missing may be made. */
async function refuseLinks(folder: string, path: string): Promise<void> {
  const names = path.split('/');
  for (let depth = 1; depth <= names.length; depth++) {
    const found = await lstat(join(folder, ...names.slice(0, depth))).catch(missingIsNothing);
    if (!found) return;
    if (depth < names.length ? !found.isDirectory() : !found.isFile()) throw new NotAFile(path);
  }
}

function missingIsNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function notAFileIsEmpty(error: Error): undefined {
  if (!(error instanceof NotAFile)) throw error;
}

/** The path is not a plain file inside the workspace. */
export class NotAFile extends Error {
  constructor(path: string) {
    super(
      `${path} is not a plain file of the workspace. Remove the link or folder of that name, then reset the file.`,
    );
    this.name = 'NotAFile';
  }
}

async function startText(workspace: Workspace, path: string): Promise<string> {
  const source = workspace.start.get(path);
  return source === undefined ? '' : readFile(source, 'utf8');
}
