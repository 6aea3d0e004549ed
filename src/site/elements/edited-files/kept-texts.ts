/**
 * Texts that are not on disk, kept in this browser until the learner has put them in or thrown them away.
 * Each lies under a key of its own, `spanwise.kept.<lab>.<id>`, so that two windows never write over each other's.
 *
 * Shape, version 1:
 *   { "version": 1, "path": "internal/…", "text": "…", "base": "…", "time": 1700000000000, "why": "not-saved" }
 * A record of another version, or one that cannot be read, is left alone.
 */
const VERSION = 1;

/** Characters up to which a text is kept with every key: writing a longer one takes time in which keys wait. */
const MAX_TYPING = 200_000;

/** Copies kept of what lay on disk, for each lab: more than anybody goes back through. What was typed is kept until it is thrown away. */
const MAX_COPIES = 8;

/** A text that is not on disk, as it is kept. */
export interface KeptText {
  id: string;
  path: string;
  text: string;
  /** The text that it was made from, where that is known. */
  base?: string;
  /** Milliseconds since the Unix epoch. */
  time: number;
  /** It was not saved, or another text was put in its place: in that of what was typed, or of what lay on disk. */
  why: Why;
}

/** A text that is being typed is saved in a moment, and is offered only once the window that it is typed in has gone. */
type Why = 'typing' | 'not-saved' | 'typed' | 'on-disk';
const WHYS: readonly Why[] = ['typing', 'not-saved', 'typed', 'on-disk'];

/** The kept texts of one lab, as one window has them. */
export interface KeptTexts {
  /** Those that are to be offered, newest first: all but what stands in this window's own editor. */
  of(path: string): readonly KeptText[];
  /** Files that have any to offer. */
  paths(): string[];
  /** Keeps what is being typed in this window, in place of what was kept of it before; false where it lasts no longer than the page. */
  keepOwn(path: string, text: string, base: string): boolean;
  /** The same with every key, so that it outlasts a window that ends without a word; other windows do not offer it. */
  keepTyping(path: string, text: string, base: string): void;
  /** What is typed in this window is on disk. */
  dropOwn(path: string): void;
  /** Keeps a text that another one was put in the place of. */
  keepCopy(path: string, text: string, why: 'typed' | 'on-disk'): void;
  /** Does away with a text as it is offered here. */
  drop(id: string): void;
  /** Tries again to store what the storage did not take; false where something lasts no longer than the page. */
  storeRest(): boolean;
  /** Another window has kept or thrown away something. */
  readAgain(): void;
}

/** The part of the browser's storage that is needed. */
export type KeptStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Opens the kept texts of a lab. `window` names this window, and no other one that is or was open. */
export function openKeptTexts(
  storage: KeptStorage | undefined,
  lab: string,
  window: string,
  now: () => number,
): KeptTexts {
  const prefix = `spanwise.kept.${lab}.`;
  const ownId = (path: string) => `${window}.own.${path}`;
  /** What the storage did not take lasts as long as the page. */
  const unstored = new Map<string, KeptText>();
  let stored = load(storage, prefix);
  let copies = 0;

  function put(kept: KeptText): boolean {
    const { id, ...rest } = kept;
    try {
      storage!.setItem(prefix + id, JSON.stringify({ version: VERSION, ...rest }));
      stored.set(id, kept);
      unstored.delete(id);
      return true;
    } catch {
      unstored.set(id, kept);
      return false;
    }
  }

  function drop(id: string): void {
    unstored.delete(id);
    const known = stored.get(id);
    if (!known) return;
    stored.delete(id);
    // Another window may have kept more since this one looked: that text was never offered here.
    const now = storage && recordAt(storage, prefix, id);
    if (now && now.text !== known.text) stored.set(id, now);
    else storage?.removeItem(prefix + id);
  }

  const all = () =>
    [...stored.values(), ...unstored.values()]
      .filter(({ id }) => !id.startsWith(ownId('')))
      .toSorted((a, b) => b.time - a.time);

  return {
    of: (path) => all().filter((kept) => kept.path === path),
    paths: () => [...new Set(all().map(({ path }) => path))],
    keepOwn(path, text, base) {
      const own = { id: ownId(path), path, text, time: now(), why: 'not-saved' } as const;
      // A large file may have room without the text it was made from.
      return put({ ...own, base }) || put(own);
    },
    keepTyping(path, text, base) {
      if (text.length + base.length > MAX_TYPING) return;
      put({ id: ownId(path), path, text, base, time: now(), why: 'typing' });
    },
    dropOwn: (path) => drop(ownId(path)),
    keepCopy(path, text, why) {
      put({ id: `${window}.${++copies}`, path, text, time: now(), why });
      const old = all().filter((one) => one.why === 'on-disk');
      for (const { id } of old.slice(MAX_COPIES)) drop(id);
    },
    drop,
    storeRest: () =>
      [...unstored.values()]
        .filter(({ id }) => !id.startsWith(ownId('')))
        .map(put)
        .every(Boolean),
    readAgain() {
      const before = stored;
      stored = load(storage, prefix);
      // What is being typed in another window; where it was there from the first look on, and is the same, that one has gone.
      for (const { id, why, text } of stored.values())
        if (why === 'typing' && before.get(id)?.text !== text) stored.delete(id);
    },
  };
}

/** Whether a text of any lab is kept that is not on disk. */
export function anyKept(storage: KeptStorage | undefined): boolean {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? '');
  return keys.some((key) => key.startsWith('spanwise.kept.'));
}

function load(storage: KeptStorage | undefined, prefix: string): Map<string, KeptText> {
  const found = new Map<string, KeptText>();
  if (!storage) return found;
  for (let at = 0; at < storage.length; at++) {
    const key = storage.key(at);
    const kept = key?.startsWith(prefix) ? recordAt(storage, prefix, key.slice(prefix.length)) : undefined;
    if (kept) found.set(kept.id, kept);
  }
  return found;
}

function recordAt(storage: KeptStorage, prefix: string, id: string): KeptText | undefined {
  const kept = parse(storage.getItem(prefix + id));
  return kept && { ...kept, id };
}

function parse(record: string | null): Omit<KeptText, 'id'> | undefined {
  try {
    const { version, ...kept } = JSON.parse(record ?? '') as Omit<KeptText, 'id'> & { version: number };
    const sound =
      version === VERSION &&
      typeof kept.path === 'string' &&
      typeof kept.text === 'string' &&
      typeof kept.time === 'number' &&
      WHYS.includes(kept.why);
    return sound ? kept : undefined;
  } catch {
    return undefined;
  }
}
