import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadLabs } from '#course/load/load-lab.ts';
import { loadRecordings, RECORDED_FILE } from '#course/load/load-recordings.ts';
import type { Recordings } from '#course/recordings/recordings.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import { USAGE_EXIT } from '../prove/options.ts';
import { bookstoreStamp } from './bookstore-stamp.ts';
import { openCourse } from './open-course.ts';
import { HELP, type RecordOptions } from './options.ts';
import { recordChapter } from './record-chapter.ts';
import { recordLab } from './record-lab.ts';

/** Does what `npm run record` was asked for; gives the exit code. */
export async function record(root: string, options: RecordOptions, signal: AbortSignal): Promise<number> {
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const labsFolder = join(root, 'labs');
  const chapters = options.lab ? [] : await chaptersOf(root, options.chapter);
  const all = options.chapter ? [] : (await loadLabs(labsFolder)).map(({ id }) => id);
  const labs = all.filter((id) => !options.lab || id === options.lab);
  if (chapters.length + labs.length === 0) {
    console.error('No chapter with recordings and no lab has this name. See npm run record -- --help.');
    return USAGE_EXIT;
  }
  const say = (text: string) => console.error(text);
  const needed = [...labs, ...chapters.map(({ recordings }) => recordings.lab)];
  const course = await openCourse({
    ...{ repository: root, labs: needed, say, signal },
    ...(options.state && { state: options.state }),
  });
  try {
    const made = { format: 1, date: today(), bookstore: await bookstoreStamp(labsFolder) };
    const keep = (folder: string, what: object) =>
      writeAtomic(join(folder, RECORDED_FILE), `${JSON.stringify({ ...made, ...what }, null, 1)}\n`);
    for (const { folder, recordings } of chapters) {
      await keep(folder, await recordChapter(recordings, { course, labsFolder, signal }));
      console.log(`recorded  ${folder}`);
    }
    for (const id of labs)
      await keep(join(labsFolder, id), {
        steps: await recordLab(id, { course, labsFolder, say: console.log, signal }),
      });
  } finally {
    await course.close();
  }
  return 0;
}

async function chaptersOf(
  root: string,
  slug: string | undefined,
): Promise<{ folder: string; recordings: Recordings }[]> {
  const parent = join(root, 'content/chapters');
  const names = (await readdir(parent)).filter((name) => !slug || name.replace(/^\d\d-/, '') === slug);
  const found = await Promise.all(
    names.toSorted().map(async (name) => {
      const folder = join(parent, name);
      return { folder, recordings: await loadRecordings(folder) };
    }),
  );
  return found.flatMap(({ folder, recordings }) => (recordings ? [{ folder, recordings }] : []));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
