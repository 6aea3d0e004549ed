import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import type { ModuleFiles } from '#bench/workspace/module-files.ts';

/** Makes a folder hold exactly these files. Those that are right are not touched, so that Go builds only what changed. */
export async function writeModule(folder: string, files: ModuleFiles): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of await filesBelow(folder)) if (!files.has(path)) await rm(join(folder, path));
  for (const [path, source] of files) {
    const wanted = await readFile(source);
    const target = join(folder, path);
    const now = await readFile(target).catch(() => undefined);
    if (now?.equals(wanted)) continue;
    await rm(target, { recursive: true, force: true });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, wanted);
  }
}
