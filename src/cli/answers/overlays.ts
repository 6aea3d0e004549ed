import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { type StartingFiles, startingFiles } from '#bench/workspace/starting-files.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { blobId } from './git.ts';
import { loadMadeFrom } from './made-from.ts';

/** A file of an answer that is laid over a file of the Bookstore or of a lab's start. */
export interface Overlay {
  /** From the folder of its lab, such as `solution/mend/internal/storefront/orders_client.go`. */
  path: string;
  /** The same from the file system's root. */
  file: string;
  /** The file it is laid over. */
  replaces: string;
  /** Git blob id of that file as it is now; absent where the file is gone. */
  now?: string;
  /** Git blob id of the version that the overlay was made from; absent where nobody recorded it. */
  madeFrom?: string;
  /** Whether a merge left its marks in the text. */
  torn: boolean;
}

/** How many names lie between the folder of a lab and an overlay's path in the Bookstore, by kind. */
const DEPTHS = [
  { kind: 'start', depth: 1 },
  { kind: 'solution', depth: 2 },
  { kind: 'alternatives', depth: 3 },
  { kind: 'mistakes', depth: 3 },
];

/** Every overlay of a lab, those of its start first: other overlays may lie over them. Files that only add are left out. */
export async function overlaysOf(labsFolder: string, lab: string): Promise<Overlay[]> {
  const folder = join(labsFolder, lab);
  const bookstore = await startingFiles(labsFolder, 'bookstore');
  const start = await startingFiles(labsFolder, lab);
  const layers = DEPTHS.map(async ({ kind, depth }) => {
    const under = kind === 'start' ? bookstore : start;
    // Nobody merges answers: they are whole, whatever questions the start has.
    const paths = (await filesBelow(join(folder, kind)))
      .filter((path) => basename(path) !== ANSWERS_FILE)
      .map((path) => `${kind}/${path}`);
    return overlaysIn(folder, paths, depth, under);
  });
  return (await Promise.all(layers)).flat();
}

/** The overlays of the faulty Bookstores that tests observe: a folder each, straight over the Bookstore. */
export async function overlaysOfShops(labsFolder: string, folder: string): Promise<Overlay[]> {
  const bookstore = await startingFiles(labsFolder, 'bookstore');
  return overlaysIn(folder, await filesBelow(folder), 1, bookstore);
}

async function overlaysIn(
  folder: string,
  paths: readonly string[],
  depth: number,
  under: StartingFiles,
): Promise<Overlay[]> {
  const recorded = await loadMadeFrom(folder);
  const all = paths.map(async (path): Promise<Overlay[]> => {
    const madeFrom = recorded[path];
    const inModule = path.split('/').slice(depth).join('/');
    const replaces = under.get(inModule);
    if (!replaces && !madeFrom) return [];
    const file = join(folder, path);
    const torn = /^(<{7}|>{7}) /m.test(await readFile(file, 'utf8'));
    const overlay = { path, file, replaces: replaces ?? inModule, torn, ...(madeFrom && { madeFrom }) };
    if (!replaces || !existsSync(replaces)) return [overlay];
    return [{ ...overlay, now: blobId(await readFile(replaces)) }];
  });
  return (await Promise.all(all)).flat();
}
