import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow } from '../workspace/files-below.ts';

/** Folders of a lab that hold files of learners, and no module of its checks. */
const ANSWERS = /^(start|solution|alternatives|mistakes)\//;
const STAMP = 'lab';
/** Where the lab of a stamp lies. */
const folders = new Map<string, string>();

/**
 * Imports a module of a lab, and with it every module below the lab's folder, as they are now. Node keeps a module by
 * its address for good; here the address has a stamp that changes with any of these files. Modules elsewhere stay as
 * they were when this process first met them.
 */
export async function importFresh(labFolder: string, name: string): Promise<unknown> {
  const stamp = await stampOf(labFolder);
  if (folders.size === 0) registerHooks({ resolve });
  // Node follows links, so that a module's address is where it really lies.
  folders.set(stamp, `${pathToFileURL(await realpath(labFolder)).href}/`);
  return import(stamped(pathToFileURL(join(labFolder, name)).href, stamp));
}

const resolve: Parameters<typeof registerHooks>[0]['resolve'] = (specifier, context, next) => {
  const found = next(specifier, context);
  const stamp = context.parentURL && new URL(context.parentURL).searchParams.get(STAMP);
  const folder = stamp && folders.get(stamp);
  if (!folder || !found.url.startsWith(folder)) return found;
  return { ...found, url: stamped(found.url, stamp) };
};

function stamped(url: string, stamp: string): string {
  const address = new URL(url);
  address.searchParams.set(STAMP, stamp);
  return address.href;
}

async function stampOf(labFolder: string): Promise<string> {
  const hash = createHash('sha256').update(labFolder);
  for (const path of await filesBelow(labFolder)) {
    if (ANSWERS.test(path)) continue;
    // A file that goes while it is read counts as empty: another change is on its way.
    const text = await readFile(join(labFolder, path)).catch(() => '');
    hash.update(`\0${path}\0`).update(text);
  }
  return hash.digest('hex').slice(0, 24);
}
