import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '#disk/hash-file.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { WorkspaceFilter } from './workspace-filter.ts';

/** What lies at a path: a file by its text, a link by where it leads, or a thing without text, such as a pipe. */
export type Entry =
  | { kind: 'file'; hash: string; mode: number }
  | { kind: 'link'; to: string }
  | { kind: 'other' };
export type Entries = ReadonlyMap<string, Entry>;

/** Everything below a folder that belongs to its state. Links are not followed. */
export async function readEntries(folder: string, filter: WorkspaceFilter): Promise<Entries> {
  const found = new Map<string, Entry>();
  const visit = async (prefix: string, all: boolean): Promise<void> => {
    const names = await readdir(join(folder, prefix), { withFileTypes: true }).catch(unreadable(prefix, []));
    for (const { name, ...entry } of names.map((one) => ({ name: one.name, isFolder: one.isDirectory() }))) {
      if (!all && (name.startsWith('.') || name === 'node_modules')) continue;
      const path = prefix ? `${prefix}/${name}` : name;
      if (entry.isFolder) await visit(path, all || filter.file(path));
      else if (all || filter.entry(path)) {
        const read = await readEntry(join(folder, path)).catch(unreadable(path, undefined));
        if (read) found.set(path, read);
      }
    }
  };
  await visit('', false);
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What lies where each file of a module comes from. */
export async function readSources(files: ModuleFiles): Promise<Entries> {
  const entries = await Promise.all(
    [...files].map(async ([path, source]) => [path, await readEntry(source)] as const),
  );
  return new Map(entries);
}

/** Whether two paths hold the same; the rights of a file are not looked at. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a?.kind === 'file' && b?.kind === 'file') return a.hash === b.hash;
  if (a?.kind === 'link' && b?.kind === 'link') return a.to === b.to;
  return a === b;
}

async function readEntry(file: string): Promise<Entry> {
  const found = await lstat(file);
  if (found.isSymbolicLink()) return { kind: 'link', to: await readlink(file) };
  if (!found.isFile()) return { kind: 'other' };
  return { kind: 'file', hash: await hashFile(file), mode: found.mode & 0o777 };
}

/** Gone meanwhile is nothing; what cannot be read cannot be kept, so nothing may be done to it. */
function unreadable<Nothing>(path: string, nothing: Nothing): (error: NodeJS.ErrnoException) => Nothing {
  return (error) => {
    if (error.code === 'ENOENT') return nothing;
    throw Object.assign(error, { unreadable: path || '.' });
  };
}
