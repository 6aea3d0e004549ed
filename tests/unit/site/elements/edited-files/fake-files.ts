import type { FileText } from '#api/lab-view.ts';
import type { FileServer } from '#site/elements/edited-files/file-server.ts';
import type { KeptStorage } from '#site/elements/edited-files/kept-texts.ts';
import type { Clock, EditedTexts } from '#site/elements/edited-files/open-file.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';

/** What lies at a path: a text, nothing, or bytes that are no text. */
export type OnDisk = string | undefined | { bytes: number };

/** Time that goes on when a test says so. */
export function fakeClock() {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  const clock: Clock & { advance(milliseconds: number): void } = {
    now: () => now,
    after(milliseconds, work) {
      const timer = { at: now + milliseconds, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(milliseconds) {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
      timers = timers.filter((timer) => !due.includes(timer));
      for (const { work } of due) work();
    },
  };
  return clock;
}

/** The texts of an editor, and how often each was put there as an edit. */
export function fakeTexts() {
  const texts = new Map<string, string>();
  const edits: string[] = [];
  const editor: EditedTexts = {
    read: (path) => texts.get(path)!,
    open: (path, text) => void texts.set(path, text),
    edit(path, text) {
      edits.push(path);
      texts.set(path, text);
    },
  };
  return { ...editor, texts, edits };
}

/** A browser's storage; `full` makes it refuse everything. */
export function fakeStorage() {
  const items = new Map<string, string>();
  const storage: KeptStorage & { full: boolean; items: Map<string, string> } = {
    full: false,
    items,
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (storage.full) throw new Error('QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
  };
  return storage;
}

/** A call that is on its way: first the server does it, then its answer arrives; either may fail to happen. */
export interface Call {
  keepalive: boolean;
  done: boolean;
  /** The server does it. */
  work(): void;
  /** Its answer arrives. */
  answer(): void;
  /** It does not, or not in time; `reason` is what the server says instead. */
  fail(reason?: BenchError): void;
}

/** The version of what lies on disk; it can be read in a failed test. */
export function versionOf(found: OnDisk): string {
  return typeof found === 'string' ? `v:${found}` : found === undefined ? 'missing' : `bytes ${found.bytes}`;
}

/** A server whose calls wait for a test to do and to answer them; it takes no text of more than `most` characters. */
export function fakeServer(disk: Map<string, OnDisk>) {
  const calls: Call[] = [];
  const state = { away: false, most: Number.POSITIVE_INFINITY };
  const textOf = (path: string): FileText | { refused: string } => {
    const found = disk.get(path);
    if (found !== undefined && typeof found !== 'string') return { refused: `${path} is no UTF-8` };
    if (found !== undefined && found.length > state.most) return { refused: `${path} is too large` };
    const gone = found === undefined && { trouble: { kind: 'missing' as const, words: `${path} is gone` } };
    return { path, version: versionOf(found), changed: true, text: found ?? '', start: START, ...gone };
  };
  function call<Answer>(keepalive: boolean, work: () => Answer): Promise<Answer> {
    if (state.away) return Promise.reject(AWAY);
    return new Promise((resolve, reject) => {
      let result: Answer | undefined;
      const one: Call = {
        keepalive,
        done: false,
        work() {
          result = work();
          one.done = true;
        },
        answer() {
          if (!one.done) one.work();
          resolve(result!);
        },
        fail: (reason = AWAY) => reject(reason),
      };
      calls.push(one);
    });
  }
  const server: FileServer = {
    read: (path) => call(false, () => textOf(path)),
    write: (path, text, baseVersion, keepalive) =>
      call(keepalive, () => {
        const now = textOf(path);
        if ('refused' in now) return now;
        const gone = now.trouble !== undefined;
        if (now.version !== baseVersion && (gone || now.text !== text)) return { theirs: now };
        if (text.length > state.most) return { refused: `${path} would be too large` };
        disk.set(path, text);
        return { saved: textOf(path) as FileText };
      }),
    reset: (path) =>
      call(false, () => {
        disk.set(path, START);
        const copy = { time: 0, title: '', reason: 'reset-file' as const, files: [path], folder: '' };
        return { ...(textOf(path) as FileText), copy: { ...copy, id: 'copy-1' } };
      }),
  };
  return { ...server, calls, state };
}

/** The text of every file at the start of the step. */
export const START = 'start one\nstart two\n';

/** The answer of a server whose disk is full. */
export const NO_ROOM = new BenchError(507, { title: 'There is no room on the disk.' }, undefined);

const AWAY = new BenchError(0, { title: 'The server did not answer.' }, undefined);
