import type { ChapterReading, Reading } from '#api/reading-record.ts';
import type { KeptTexts } from '../page/browser-storage.ts';
import { type MergedReading, mergeReading } from './merge-reading.ts';

/**
 * What the reader has done, kept in this browser under the key `spanwise.progress`.
 *
 * Shape, version 2:
 *   { "version": 2,
 *     "chapters": { "<chapter slug>": {
 *       "sections": ["<id of a heading>", …], those that were read,
 *       "place": { "section": "<id of a heading>", "time": ms }, where the reader was last,
 *       "quiz": { "<question id>": { "answer": ["<choice id or typed text>", …], "right": true, "tries": 2, "time": ms } } } } }
 * Version 1 had `read`, how far a chapter had been scrolled, in place of `sections` and `place`. It is not taken over:
 * whoever jumps to the end has scrolled all and read nothing.
 *
 * Rules of migration:
 *   1. Slugs and question ids are stable. One that no page asks for is kept, never deleted: it may come back.
 *   2. A change of shape raises `version` and adds one function to `MIGRATIONS`, from that version to the next;
 *      old functions are never changed.
 *   3. Progress of a newer version than this page knows is shown as empty and not written over.
 *   4. What cannot be read at all is copied to `spanwise.progress.unreadable` before a new record begins.
 */
const KEY = 'spanwise.progress';
const VERSION = 2;

type Migration = (record: Record<string, unknown>) => Record<string, unknown>;
const MIGRATIONS: Readonly<Record<number, Migration>> = {
  1: ({ chapters, ...record }) => ({
    ...record,
    version: 2,
    chapters: Object.fromEntries(
      Object.entries((chapters ?? {}) as Record<string, { quiz?: unknown }>).map(([slug, { quiz }]) => [
        slug,
        { sections: [], quiz: quiz ?? {} },
      ]),
    ),
  }),
};

/** The progress of one chapter; empty where there is none. */
export function readProgress(storage: KeptTexts, chapter: string): ChapterReading {
  const known = load(storage).chapters[chapter];
  return { ...known, sections: [...(known?.sections ?? [])], quiz: { ...known?.quiz } };
}

/** The progress of every chapter. */
export function readAll(storage: KeptTexts): Reading {
  return load(storage).chapters;
}

/** Changes the progress of one chapter and keeps it. */
export function changeProgress(
  storage: KeptTexts,
  chapter: string,
  change: (progress: ChapterReading) => void,
): void {
  const record = load(storage);
  const progress = record.chapters[chapter] ?? { sections: [], quiz: {} };
  change(progress);
  record.chapters[chapter] = progress;
  keep(storage, record);
}

/** Adds what was done elsewhere, by the rules of `mergeReading`; undefined where the record here is of a newer version. */
export function addProgress(storage: KeptTexts, reading: Reading): MergedReading | undefined {
  const record = load(storage);
  if (record.version > VERSION) return undefined;
  const merged = mergeReading(record.chapters, reading);
  keep(storage, { ...record, chapters: merged.reading });
  return merged;
}

/** The event of the document by which elements of a page learn that the progress is another one. */
export const PROGRESS_CHANGED = 'spanwise:progress';

/** Whether an event of the window says that another tab has changed the progress. */
export function isProgressOfOtherTab({ key }: StorageEvent): boolean {
  return key === KEY;
}

interface ProgressRecord {
  version: number;
  chapters: Reading;
}

function keep(storage: KeptTexts, record: ProgressRecord): void {
  if (record.version > VERSION) return;
  storage.setItem(KEY, JSON.stringify(record));
}

function load(storage: KeptTexts): ProgressRecord {
  const text = storage.getItem(KEY);
  if (text === null) return { version: VERSION, chapters: {} };
  try {
    let record = JSON.parse(text) as Record<string, unknown>;
    if (typeof record['version'] !== 'number') throw new Error('no version');
    if (typeof record['chapters'] !== 'object' || record['chapters'] === null) throw new Error('no chapters');
    if (record['version'] > VERSION) return { version: record['version'], chapters: {} };
    while ((record['version'] as number) < VERSION) {
      const migrate = MIGRATIONS[record['version'] as number];
      if (!migrate) throw new Error('no way from this version');
      record = migrate(record);
    }
    return record as unknown as ProgressRecord;
  } catch {
    storage.setItem(`${KEY}.unreadable`, text);
    return { version: VERSION, chapters: {} };
  }
}
