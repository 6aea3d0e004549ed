import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileText, LabFile } from '#api/lab-view.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import { contentHash } from './content-hash.ts';
import { DURABLE } from './durable.ts';
import type { ModuleFiles } from './module-files.ts';
import { NotAFile, readInside } from './read-inside.ts';

/** What became of a save: written, or not because the file is another than the edit began from. */
export type SaveOutcome = { saved: boolean; file: FileText };

/** A workspace's folder, and the module its files are compared with. */
export interface FilesPlace {
  folder: string;
  start: ModuleFiles;
}

/** The lab's files with their versions; a file the learner deleted has the version of the empty text. */
export async function listFiles(workspace: FilesPlace, paths: readonly string[]): Promise<LabFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      // One that is a link or a folder must not take the whole lab away; opening it says what is wrong.
      const file = await readLabFile(workspace, path).catch(notAFileIsEmpty);
      return { path, version: file?.version ?? contentHash(''), changed: file?.changed ?? true };
    }),
  );
}

/** One file's text, and the text it has at the start. `path` must be one of the lab's own files. */
export async function readLabFile(workspace: FilesPlace, path: string): Promise<FileText> {
  const [text, start] = await Promise.all([readInside(workspace.folder, path), startText(workspace, path)]);
  return { path, version: contentHash(text), changed: text !== start, text, start };
}

/** Writes a file unless it changed since the edit began. */
export async function saveLabFile(
  workspace: FilesPlace,
  path: string,
  save: { text: string; baseVersion: string },
): Promise<SaveOutcome> {
  const now = await readLabFile(workspace, path);
  if (now.version !== save.baseVersion && now.text !== save.text) return { saved: false, file: now };
  if (now.text !== save.text) await writeAtomic(join(workspace.folder, path), save.text, DURABLE);
  return { saved: true, file: await readLabFile(workspace, path) };
}

function notAFileIsEmpty(error: Error): undefined {
  if (!(error instanceof NotAFile)) throw error;
}

async function startText(workspace: FilesPlace, path: string): Promise<string> {
  const source = workspace.start.get(path);
  return source === undefined ? '' : readFile(source, 'utf8');
}
