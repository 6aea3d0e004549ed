/**
 * What the reader has done, kept in this browser under the key `spanwise.progress`.
 *
 * Shape, version 1:
 *   { "version": 1,
 *     "chapters": { "<chapter slug>": {
 *       "read": 0..1, the furthest point reached,
 *       "quiz": { "<question id>": { "answer": ["<choice id or typed text>", …], "right": true, "tries": 2 } } } } }
 *
 * Rules of migration:
 *   1. Slugs and question ids are stable. One that no page asks for is kept, never deleted: it may come back.
 *   2. A change of shape raises `version` and adds one function to `MIGRATIONS`, from that version to the next;
 *      old functions are never changed.
 *   3. Progress of a newer version than this page knows is shown as empty and not written over.
 *   4. What cannot be read at all is copied to `spanwise.progress.unreadable` before a new record begins.
 */
const KEY = 'spanwise.progress';
const VERSION = 1;

type Migration = (record: Record<string, unknown>) => Record<string, unknown>;
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

export interface ChapterProgress {
  read: number;
  quiz: Record<string, { answer: string[]; right: boolean; tries: number }>;
}

/** The progress of one chapter; empty where there is none. */
export function readProgress(storage: Storage | undefined, chapter: string): ChapterProgress {
  const known = load(storage).chapters[chapter];
  return { read: known?.read ?? 0, quiz: { ...known?.quiz } };
}

/** Changes the progress of one chapter and keeps it. Without storage (a private window) it lives as long as the page. */
export function changeProgress(
  storage: Storage | undefined,
  chapter: string,
  change: (progress: ChapterProgress) => void,
): void {
  const record = load(storage);
  const progress = record.chapters[chapter] ?? { read: 0, quiz: {} };
  change(progress);
  record.chapters[chapter] = progress;
  if (record.version > VERSION) return;
  try {
    storage?.setItem(KEY, JSON.stringify(record));
  } catch {
    // Storage is full or forbidden: the page goes on without keeping.
  }
}

interface ProgressRecord {
  version: number;
  chapters: Record<string, ChapterProgress>;
}

function load(storage: Storage | undefined): ProgressRecord {
  const text = read(storage);
  if (text === null) return { version: VERSION, chapters: {} };
  try {
    let record = JSON.parse(text) as Record<string, unknown>;
    if (typeof record['version'] !== 'number') throw new Error('no version');
    if (record['version'] > VERSION) return { version: record['version'], chapters: {} };
    while ((record['version'] as number) < VERSION) {
      const migrate = MIGRATIONS[record['version'] as number];
      if (!migrate) throw new Error('no way from this version');
      record = migrate(record);
    }
    if (typeof record['chapters'] !== 'object' || record['chapters'] === null) throw new Error('no chapters');
    return record as unknown as ProgressRecord;
  } catch {
    storage?.setItem(`${KEY}.unreadable`, text);
    return { version: VERSION, chapters: {} };
  }
}

function read(storage: Storage | undefined): string | null {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}
