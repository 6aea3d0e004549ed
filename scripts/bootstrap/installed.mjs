import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules is what package-lock.json asks for, by the list npm leaves behind a finished install;
 * true after a contributor's own `npm install`, which need not be repeated.
 */
export function installedMatchesLock(root) {
  try {
    const lock = packagesOf(join(root, 'package-lock.json'));
    const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
    return sameVersions(lock, installed);
  } catch {
    return false;
  }
}

/** Compares the `packages` of a lockfile with those installed; optional ones may be absent. */
export function sameVersions(lock, installed) {
  for (const [path, entry] of Object.entries(lock)) {
    if (path === '') continue;
    const there = installed[path];
    if (there ? there.version !== entry.version || there.integrity !== entry.integrity : !entry.optional)
      return false;
  }
  return Object.keys(installed).every((path) => path in lock);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
