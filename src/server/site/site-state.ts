import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All a built page can depend on: prose, labs with the code that pages quote, the site's sources, packages. */
const SOURCES = [
  'content',
  'labs',
  'src/site',
  'src/course',
  'src/api',
  'src/terminal',
  'src/telemetry',
  'src/trace-view',
  'src/system',
  'src/grading',
  'src/runtimes',
  'astro.config.mjs',
  'ec.config.mjs',
  'package-lock.json',
];

const STAMP = '.sources';

/** A hash over everything the site is built from. */
export function siteHash(repository: string): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const full = join(repository, path);
    if (!existsSync(full)) return;
    const entries = list(full);
    if (entries === undefined) hash.update(`${path}\0`).update(readFileSync(full));
    else for (const name of entries) visit(`${path}/${name}`);
  };
  for (const path of SOURCES) visit(path);
  return hash.digest('hex');
}

/** Whether dist/ is the site of these sources. */
export function isSiteCurrent(repository: string, hash: string): boolean {
  try {
    return (
      readFileSync(join(repository, 'dist', STAMP), 'utf8').trim() === hash &&
      existsSync(join(repository, 'dist/index.html'))
    );
  } catch {
    return false;
  }
}

/** Notes in the folder of a site what it was built from, so that whoever removes the site removes that too. */
export function stampSite(site: string, hash: string): void {
  writeFileSync(join(site, STAMP), `${hash}\n`);
}

function list(path: string): string[] | undefined {
  try {
    return readdirSync(path)
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
