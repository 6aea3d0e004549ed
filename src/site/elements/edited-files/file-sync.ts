import { BenchError } from '../server/bench-api.ts';
import type { EditingParts } from './editing-parts.ts';
import { look, write } from './file-calls.ts';
import type { OpenFile } from './open-file.ts';
import { noteTyping } from './typed-just-now.ts';

/** Milliseconds after the last key until a text is saved: a pause in typing, and soon enough for whoever runs it next. */
const PAUSE = 700;
/** Milliseconds until a call that failed is made again: each time twice as long, up to the second number. */
const RETRY = { first: 1_000, most: 10_000 };

/** Keeps the editor and the disk equal, one call for a file at a time. */
export interface FileSync {
  isUnsaved(file: OpenFile): boolean;
  /** Whether another text lies on disk than the one that was taken in last. */
  isBehind(file: OpenFile): boolean;
  isRunning(file: OpenFile): boolean;
  /** The learner has typed into a file: it is saved after a pause. */
  typed(file: OpenFile): void;
  /** Takes in what lies on disk and saves what is typed, until both are the same; false when they could not be made so. */
  settle(file: OpenFile): Promise<boolean>;
  /** Does some other work on a file while nothing of it is looked at or saved: an answer that was overtaken would be taken for news. */
  alone<Result>(file: OpenFile, work: () => Promise<Result>): Promise<Result>;
  /** One look and one save, without waiting for a pause. */
  once(file: OpenFile, keepalive?: boolean): Promise<void>;
}

/** Begins with nothing to do. */
export function createSync(parts: EditingParts): FileSync {
  const { texts, kept, clock, changed, signal } = parts;
  const timers = new Map<OpenFile, () => void>();
  const running = new Map<OpenFile, Promise<void>>();
  signal.addEventListener('abort', () => {
    for (const cancel of timers.values()) cancel();
  });

  // A save that nothing is known of may be on disk: what is typed is not, even where it is again what the edit began from.
  const isUnsaved = ({ path, base, sent }: OpenFile) =>
    texts.read(path) !== base.text || sent.some((text) => text !== base.text);
  const isBehind = (file: OpenFile) => file.seen !== file.known;
  const cannotSave = (file: OpenFile) => file.theirs !== undefined || file.blocked !== undefined;

  function later(file: OpenFile, milliseconds: number): void {
    timers.get(file)?.();
    if (!signal.aborted)
      timers.set(
        file,
        clock.after(milliseconds, () => void once(file)),
      );
  }

  function once(file: OpenFile, keepalive = false): Promise<void> {
    timers.get(file)?.();
    const now = running.get(file) ?? pass(file, keepalive).finally(() => finished(file));
    running.set(file, now);
    return now;
  }

  async function pass(file: OpenFile, keepalive: boolean): Promise<void> {
    try {
      let refused: string | undefined;
      if (isBehind(file)) await look(file, parts);
      if (isUnsaved(file) && !cannotSave(file)) refused = await write(file, parts, keepalive);
      file.failure = refused === undefined ? undefined : { words: refused, times: 0 };
    } catch (error) {
      const times = (file.failure?.times ?? 0) + 1;
      file.failure = { words: error instanceof Error ? error.message : String(error), times };
      if (!(error instanceof BenchError)) throw error;
    }
  }

  function finished(file: OpenFile): void {
    running.delete(file);
    const { path, failure } = file;
    if (!isUnsaved(file)) kept.dropOwn(path);
    else if (failure || cannotSave(file)) kept.keepOwn(path, texts.read(path), file.base.text);
    if (failure && failure.times > 0)
      later(file, Math.min(RETRY.most, RETRY.first * 2 ** (failure.times - 1)));
    else if (isBehind(file) || (isUnsaved(file) && !cannotSave(file) && !failure)) later(file, PAUSE);
    changed();
  }

  return {
    isUnsaved,
    isBehind,
    isRunning: (file) => running.has(file),
    typed(file) {
      file.note = undefined;
      noteTyping(file, clock.now());
      kept.keepTyping(file.path, texts.read(file.path), file.base.text);
      // A call that goes on looks at the text again when it ends.
      if (!running.has(file)) later(file, PAUSE);
      changed();
    },
    async settle(file) {
      for (;;) {
        await running.get(file);
        if (!isBehind(file) && !isUnsaved(file)) return true;
        if (cannotSave(file) && !isBehind(file)) return false;
        await once(file);
        if (file.failure) return false;
      }
    },
    alone: (file, work) => inTurn(running, file, work, () => finished(file)),
    once,
  };
}

/** Does some work on a file once nothing else is done on it, and lets what comes later wait for it. */
async function inTurn<Result>(
  running: Map<OpenFile, Promise<void>>,
  file: OpenFile,
  work: () => Promise<Result>,
  ended: () => void,
): Promise<Result> {
  while (running.has(file)) await running.get(file);
  const done = work();
  const over = done.then(
    () => undefined,
    () => undefined,
  );
  running.set(file, over.finally(ended));
  return done;
}
