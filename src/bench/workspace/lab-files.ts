import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileText, type FileTrouble, type LabFile, MAX_TEXT_BYTES } from '#api/lab-view.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import { contentHash } from './content-hash.ts';
import { DURABLE } from './durable.ts';
import type { ModuleFiles } from './module-files.ts';
import { type Inside, readInside } from './read-inside.ts';

/** What became of a save: written, not because the file is another than the edit began from, or refused. */
export type SaveOutcome = { saved: boolean; file: FileText } | { trouble: FileTrouble };

/** A workspace's folder, and the module its files are compared with. */
export interface FilesPlace {
  folder: string;
  start: ModuleFiles;
}

/** The lab's files with their versions. A file that cannot be edited says why and takes none of the others away. */
export async function listFiles(workspace: FilesPlace, paths: readonly string[]): Promise<LabFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const [now, start] = await bothOf(workspace, path);
      return labFile(path, now, start);
    }),
  );
}

/** One file's text, and the text it has at the start, or why it cannot be edited. `path` must be one of the lab's own files. */
export async function readLabFile(
  workspace: FilesPlace,
  path: string,
): Promise<FileText | { trouble: FileTrouble; text?: undefined }> {
  const [now, start] = await bothOf(workspace, path);
  if (now.text === undefined) return { trouble: now.trouble };
  return { ...labFile(path, now, start), text: now.text, start };
}

/** Writes a file unless it changed since the edit began, or lies there as something that a text would destroy. */
export async function saveLabFile(
  workspace: FilesPlace,
  path: string,
  save: { text: string; baseVersion: string },
): Promise<SaveOutcome> {
  const now = await readLabFile(workspace, path);
  if (now.text === undefined) return now;
  const same = now.text === save.text && now.trouble === undefined;
  if (now.version !== save.baseVersion && !same) return { saved: false, file: now };
  if (same) return { saved: true, file: now };
  const bytes = Buffer.from(save.text);
  if (bytes.length > MAX_TEXT_BYTES) return { trouble: tooMuch(path, bytes.length) };
  await writeAtomic(join(workspace.folder, path), bytes, DURABLE);
  const { start } = now;
  const file = { path, version: contentHash(bytes), changed: save.text !== start, text: save.text, start };
  return { saved: true, file };
}

function labFile(path: string, { version, text, trouble }: Inside, start: string): LabFile {
  return { path, version, changed: text !== start || trouble !== undefined, ...(trouble && { trouble }) };
}

async function bothOf(workspace: FilesPlace, path: string): Promise<[Inside, string]> {
  return Promise.all([readInside(workspace.folder, path), startText(workspace, path)]);
}

async function startText(workspace: FilesPlace, path: string): Promise<string> {
  const source = workspace.start.get(path);
  return source === undefined ? '' : readFile(source, 'utf8');
}

function tooMuch(path: string, bytes: number): FileTrouble {
  const [is, most] = [Math.ceil(bytes / 1024), MAX_TEXT_BYTES / 1024];
  return {
    kind: 'too-large',
    words: `${path} would have ${is} KiB, and this editor saves at most ${most}. Make it shorter.`,
  };
}
