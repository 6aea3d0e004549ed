import type { FileText, LabView } from '#api/lab-view.ts';
import { createSaver } from './file-saver.ts';
import type { FileServer } from './file-server.ts';
import type { EditedTexts, FileNote, OpenFile } from './open-file.ts';

/** The opened files of one lab: nothing that was typed is given up, whoever else writes them. */
export interface FileEditing {
  file(path: string): OpenFile | undefined;
  /** Whether the text in the editor is not the saved one. */
  isUnsaved(path: string): boolean;
  /** Fetches a file that is not open yet; throws a BenchError where the server refuses. */
  open(path: string): Promise<void>;
  /** The learner has typed into a file: it is saved after a pause. */
  typed(path: string): void;
  /** Saves what is typed now; false when it could not be, or another version lies on disk. */
  save(path: string): Promise<boolean>;
  /** Saves all opened files; resolves when each is on disk or could not be brought there. */
  saveAll(): Promise<void>;
  /** Takes in the lab as the server sees it: files written by others, and another step to compare with. */
  labSeen(lab: LabView): void;
  /** Ends a conflict by taking the text on disk, or by writing the learner's own over it. */
  takeTheirs(path: string): void;
  keepMine(path: string): Promise<void>;
  /** Puts a file back to the start of the step; a copy of the learner's files is kept. */
  reset(path: string): Promise<void>;
}

/** Begins with no file open. `changed` is called after every change; nothing is saved by itself once `signal` aborts. */
export function editFiles(
  server: FileServer,
  texts: EditedTexts,
  changed: () => void,
  signal: AbortSignal,
): FileEditing {
  const files = new Map<string, OpenFile>();
  const saver = createSaver(files, server, texts, changed, signal);
  const isUnsaved = (path: string) => {
    const file = files.get(path);
    return file !== undefined && texts.read(path) !== file.saved;
  };
  let step: string | undefined;

  function take({ path, version, start, text }: FileText, note: FileNote): void {
    files.set(path, { path, version, start, saved: text, note });
    texts.replace(path, text);
    changed();
  }

  async function fetchOutside(path: string): Promise<void> {
    const theirs = await server.read(path).catch(() => undefined);
    const file = files.get(path);
    if (!theirs || !file || saver.isSaving(path) || file.version === theirs.version) return;
    // What was typed while the file was fetched counts too.
    if (isUnsaved(path)) saver.conflict(file, theirs);
    else take(theirs, { words: 'Reloaded: changed outside the editor' });
  }

  async function fetchStart(path: string): Promise<void> {
    const seen = await server.read(path).catch(() => undefined);
    const file = files.get(path);
    if (!seen || !file) return;
    file.start = seen.start;
    changed();
  }

  return {
    file: (path) => files.get(path),
    isUnsaved,
    async open(path) {
      if (files.has(path)) return;
      const file = await server.read(path);
      // Two clicks may have asked for it: the second answer must not undo what was typed after the first.
      if (!files.has(path)) take(file, { words: 'Saved' });
    },
    typed: saver.typed,
    save: saver.save,
    async saveAll() {
      await Promise.allSettled([...files.keys()].map((path) => saver.save(path)));
    },
    labSeen(lab) {
      if (step !== lab.current) for (const path of files.keys()) void fetchStart(path);
      step = lab.current;
      for (const { path, version } of lab.files) {
        const file = files.get(path);
        if (file && file.version !== version && !saver.isSaving(path)) void fetchOutside(path);
      }
    },
    takeTheirs(path) {
      const theirs = files.get(path)?.theirs;
      if (theirs) take(theirs, { words: 'Reloaded' });
    },
    async keepMine(path) {
      const file = files.get(path);
      if (!file?.theirs) return;
      file.version = file.theirs.version;
      // Even a text that is as it was is written: another one lies on disk.
      file.saved = file.theirs.text;
      file.theirs = undefined;
      await saver.save(path);
    },
    async reset(path) {
      await saver.save(path);
      const file = await server.reset(path);
      const words = file.copy ? 'Reset. Your files from before are kept.' : 'Reset; it was as at the start.';
      take(file, { words, ...(file.copy && { undo: file.copy.id }) });
    },
  };
}
