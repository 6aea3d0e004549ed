import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadChapter } from './load-chapter.ts';

/** Ids of the labs in the order in which the chapters name them. A chapter that cannot be read is left out. */
export async function labsInOrder(chaptersFolder: string): Promise<string[]> {
  const folders = await readdir(chaptersFolder).catch(() => []);
  const read = folders.toSorted().map((name) => loadChapter(join(chaptersFolder, name)));
  const chapters = await Promise.allSettled(read);
  const labs = chapters.flatMap((one) => (one.status === 'fulfilled' ? one.value.labs : []));
  return [...new Set(labs)];
}
