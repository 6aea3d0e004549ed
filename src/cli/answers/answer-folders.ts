import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kindsOfLabs, TEMPLATES } from '../lab-new/make-lab.ts';
import { loadMadeFrom } from './made-from.ts';
import { type Overlay, overlaysOf, overlaysOfShops } from './overlays.ts';

/** A folder with overlays and the file that says what they were made from. */
export interface AnswerFolder {
  /** From the top of the repository, such as `labs/split-trace`. */
  name: string;
  folder: string;
  overlays: Overlay[];
  /** Recorded paths at which no overlay lies any more. */
  leftOver: string[];
}

const SHOPS = 'tests/fixtures/shops';

/**
 * The labs of a repository, those to begin a new lab from, and the faulty Bookstores of its tests; only one of them where
 * an id is given.
 */
export async function answerFolders(root: string, lab?: string): Promise<AnswerFolder[]> {
  const labsFolder = join(root, 'labs');
  const kinds = (await kindsOfLabs(labsFolder)).map((kind) => `${TEMPLATES}/${kind}`);
  const entries = [...(await readdir(labsFolder)).toSorted(), ...kinds];
  const labs = entries.filter((id) => existsSync(join(labsFolder, id, 'lab.yaml')));
  const found = labs.map(async (id) => folderOf(root, `labs/${id}`, await overlaysOf(labsFolder, id)));
  const shops = existsSync(join(root, SHOPS))
    ? [folderOf(root, SHOPS, await overlaysOfShops(labsFolder, join(root, SHOPS)))]
    : [];
  const all = await Promise.all([...found, ...shops]);
  return all.filter(({ name }) => !lab || name.endsWith(`/${lab}`));
}

async function folderOf(root: string, name: string, overlays: Overlay[]): Promise<AnswerFolder> {
  const folder = join(root, name);
  const there = new Set(overlays.map(({ path }) => path));
  const leftOver = Object.keys(await loadMadeFrom(folder)).filter((path) => !there.has(path));
  return { name, folder, overlays, leftOver };
}
