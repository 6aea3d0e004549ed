import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the pages are made of. `src` has rooms the pages do not touch; a change there rebuilds too, in seconds. */
const SOURCES = [
  'astro.config.mjs',
  'ec.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'content',
  'labs',
  'src',
];

/** Identifies the sources of the site by the sizes and times of their files: quick enough for every start. */
export function siteFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(join(root, source))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Whether dist/ was built from the sources as they are now. */
export function siteIsCurrent(root: string): boolean {
  try {
    return readFileSync(join(root, 'dist/.built-from'), 'utf8').trim() === siteFingerprint(root);
  } catch {
    return false;
  }
}

function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
