import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';

/** Where the labs to begin from lie, in the folder of all labs: a complete lab for each kind. */
export const TEMPLATES = 'templates';

/** The kinds of labs to begin from, by the names of their folders. */
export async function kindsOfLabs(labsFolder: string): Promise<string[]> {
  const folder = join(labsFolder, TEMPLATES);
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => existsSync(join(folder, name, 'lab.yaml'))).toSorted();
}

/** Copies a lab of that kind to a folder of its own, which must not be there; gives its files. */
export async function makeLab(labsFolder: string, id: string, kind: string): Promise<string[]> {
  const template = join(labsFolder, TEMPLATES, kind);
  const folder = join(labsFolder, id);
  const files = await filesBelow(template);
  await mkdir(folder);
  for (const path of files) {
    const text = await readFile(join(template, path), 'utf8');
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path.includes('/') ? text : ofLab(text, id));
  }
  return files;
}

/** What names the lab, and what lies a folder nearer than it does from a template. */
function ofLab(text: string, id: string): string {
  return text
    .replace(/^id: .*$/m, `id: ${id}`)
    .replace(/^title: /m, `title: ${id}, `)
    .replaceAll('../../../docs/schemas/', '../../docs/schemas/');
}
