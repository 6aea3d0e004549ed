import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long something took on this machine the last time. */
export interface BuildNotes {
  typicalMs: number | undefined;
  save(milliseconds: number): Promise<void>;
}

/** Opens the notes on one job; they live in the cache, since they are about the machine. */
export async function buildNotes(cacheFolder: string, id: string): Promise<BuildNotes> {
  const file = join(cacheFolder, `usual-${id}`);
  const noted = Number(await readFile(file, 'utf8').catch(() => ''));
  return {
    typicalMs: noted > 0 ? noted : undefined,
    // A hint only: not being able to write it must not fail the job.
    save: (milliseconds) => writeFile(file, String(Math.round(milliseconds))).catch(() => undefined),
  };
}
