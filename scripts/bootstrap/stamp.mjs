import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the fingerprint of the last complete install is kept. */
export function stampFile(root) {
  return join(root, 'node_modules/.spanwise-stamp');
}

/** The fingerprint of the last complete install, or undefined. */
export function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Identifies what an install would give. The Node that runs this is left out: all code with binaries runs on
 * the Node 24 of the packages, so changing the system's Node must not cost an install.
 */
export function fingerprint(root) {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(root, 'package-lock.json')));
  const { dependencies, devDependencies, allowScripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  hash.update(JSON.stringify([dependencies, devDependencies, allowScripts, process.platform, process.arch]));
  return hash.digest('hex');
}
