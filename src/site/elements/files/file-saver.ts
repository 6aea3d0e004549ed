import type { FileText } from '#api/lab-view.ts';
import { BenchError } from '../server/bench-api.ts';
import type { FileServer } from './file-server.ts';
import type { EditedTexts, OpenFile } from './open-file.ts';

/** Milliseconds after the last key until a text is saved: a pause in typing, and soon enough for whoever runs it next. */
const SAVE_AFTER = 700;

/** Brings what is typed to the disk, one save of a file at a time. */
export interface FileSaver {
  isSaving(path: string): boolean;
  /** The learner has typed into a file: it is saved after a pause. */
  typed(path: string): void;
  /** Saves what is typed now; false when it could not be, or another version lies on disk. */
  save(path: string): Promise<boolean>;
  /** Another version lies on disk: nothing is saved until the learner has chosen. */
  conflict(file: OpenFile, theirs: FileText): void;
}

/** Saves the opened files; `changed` is called after every change of one. Nothing is saved by itself once `signal` aborts. */
export function createSaver(
  files: ReadonlyMap<string, OpenFile>,
  server: FileServer,
  texts: EditedTexts,
  changed: () => void,
  signal: AbortSignal,
): FileSaver {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const saves = new Map<string, Promise<boolean>>();
  signal.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });

  function say(file: OpenFile, words: string): void {
    file.note = { words };
    changed();
  }

  function later(path: string): void {
    clearTimeout(timers.get(path));
    if (!signal.aborted)
      timers.set(
        path,
        setTimeout(() => void save(path), SAVE_AFTER),
      );
  }

  function conflict(file: OpenFile, theirs: FileText): void {
    file.theirs = theirs;
    say(file, 'Not saved: the file was changed outside the editor');
  }

  async function save(path: string): Promise<boolean> {
    clearTimeout(timers.get(path));
    // What was typed during a save is in the next one.
    await saves.get(path);
    const file = files.get(path);
    if (!file) return true;
    if (file.theirs) return false;
    const text = texts.read(path);
    if (text === file.saved) return true;
    const running = saves.get(path) ?? write(file, text).finally(() => saves.delete(path));
    saves.set(path, running);
    const saved = await running;
    // A text that the server did not take, and one that was typed meanwhile, is brought there later.
    if (files.get(path) === file && !file.theirs && texts.read(path) !== file.saved) later(path);
    return saved;
  }

  async function write(file: OpenFile, text: string): Promise<boolean> {
    say(file, 'Saving');
    try {
      const answer = await server.write(file.path, text, file.version);
      if ('theirs' in answer) {
        conflict(file, answer.theirs);
        return false;
      }
      file.version = answer.saved.version;
      file.saved = answer.saved.text;
      say(file, texts.read(file.path) === file.saved ? 'Saved' : 'Not saved yet');
      return true;
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      say(file, `Not saved. ${error.message}`);
      return false;
    }
  }

  return {
    isSaving: (path) => saves.has(path),
    typed(path) {
      const file = files.get(path);
      if (!file) return;
      if (!file.theirs) say(file, 'Not saved yet');
      later(path);
    },
    save,
    conflict,
  };
}
