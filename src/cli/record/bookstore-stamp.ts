import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from '#bench/workspace/content-hash.ts';
import { filesBelow } from '#bench/workspace/files-below.ts';

/** Digits that tell two Bookstores apart, and are no wall of them in a file. */
const DIGITS = 16;

/** Names the Bookstore that recordings are made with: all of its program, its tests left out. */
export async function bookstoreStamp(labsFolder: string): Promise<string> {
  const folder = join(labsFolder, 'bookstore');
  const paths = (await filesBelow(folder)).filter((path) => !path.endsWith('_test.go'));
  const hashes = await Promise.all(
    paths.map(async (path) => `${path} ${contentHash(await readFile(join(folder, path)))}`),
  );
  return contentHash(hashes.join('\n')).slice(0, DIGITS);
}
