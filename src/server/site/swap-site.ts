import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds for which a page that was opened from an earlier build may still ask for its scripts. */
const KEPT = 24 * 60 * 60_000;

/** A new folder beside dist/ to build the site in; what builds that were cut short left there is removed. */
export function siteDraft(repository: string): string {
  for (const name of readdirSync(repository)) {
    const pid = /^dist\.(?:old\.)?(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(repository, name), { recursive: true, force: true });
  }
  return join(repository, `dist.${process.pid}`);
}

/**
 * Puts a complete new site where the old one was, in two renames without a pause between. Scripts and styles of the
 * old one stay beside the new for a day: a page that is open may still ask for one.
 */
export function swapSite(repository: string, draft: string): void {
  const site = join(repository, 'dist');
  const old = join(repository, `dist.old.${process.pid}`);
  const there = existsSync(site);
  if (there) keepAssets(join(site, '_astro'), join(draft, '_astro'));
  if (there) renameSync(site, old);
  try {
    renameSync(draft, site);
  } catch (error) {
    if (there) renameSync(old, site);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** Their names hold a hash of their content, so that two of one name are the same. */
function keepAssets(from: string, to: string): void {
  if (!existsSync(from)) return;
  if (!existsSync(to)) mkdirSync(to);
  for (const name of readdirSync(from)) {
    const file = join(from, name);
    const { mtimeMs } = statSync(file);
    if (!existsSync(join(to, name)) && Date.now() - mtimeMs < KEPT) linkSync(file, join(to, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
