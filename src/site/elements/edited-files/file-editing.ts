import type { LabView } from '#api/lab-view.ts';
import type { EditingParts } from './editing-parts.ts';
import { type FileChoices, fileChoices } from './file-choices.ts';
import { KEEPALIVE_BYTES, saveSize } from './file-server.ts';
import { describeState } from './file-state.ts';
import { createSync, type FileSync } from './file-sync.ts';
import type { KeptText } from './kept-texts.ts';
import type { FileState, OpenFile, UnsavedFile } from './open-file.ts';
import { dropFound, NEVER_READ, settle } from './take-in.ts';
import { editable, inFormOf } from './text-form.ts';

/** Bytes left for what else the page sends when it goes. */
const SPARED = 4 * 1024;

/** The opened files of one lab: nothing that was typed is given up, whoever else writes them. */
export interface FileEditing extends FileChoices {
  file(path: string): OpenFile | undefined;
  /** How an opened file stands; undefined for one that was not opened. */
  state(path: string): FileState | undefined;
  /** Texts of a file that are not on disk and are offered. */
  kept(path: string): readonly KeptText[];
  /** Fetches a file that is not open yet; throws a BenchError where the server refuses. */
  open(path: string): Promise<void>;
  /** The learner has typed into a file: it is saved after a pause, and tried again until it is. */
  typed(path: string): void;
  /** Saves what is typed now; false when it could not be. */
  save(path: string): Promise<boolean>;
  /** Makes all opened files equal to the disk, and names those that could not be: what is judged then is not what is seen. */
  saveAll(): Promise<UnsavedFile[]>;
  /** The server answers again after it was away. */
  retry(): void;
  /** The page is hidden or closed: saves what still can be, and keeps the rest; false where a text is kept nowhere. */
  leave(): boolean;
  /** Takes in the lab as the server sees it: files written by others, and another step to compare with. */
  labSeen(lab: Pick<LabView, 'current' | 'files'>): void;
}

/** Begins with no file open. */
export function editFiles(parts: EditingParts): FileEditing {
  const { server, texts, kept, changed } = parts;
  const files = new Map<string, OpenFile>();
  const listed = new Map<string, string>();
  const sync = createSync(parts);
  let step: string | undefined;

  const stateOf = (file: OpenFile) => describeState(file, sync.isUnsaved(file), sync.isBehind(file));
  const seen = (file: OpenFile) => {
    file.seen = listed.get(file.path) ?? file.seen;
    if (sync.isBehind(file)) void sync.once(file);
  };
  const save = async (path: string) => {
    const file = files.get(path);
    return file === undefined || sync.settle(file);
  };
  const fetchStart = async (file: OpenFile) => {
    const found = await server.read(file.path).catch(() => undefined);
    if (!found || 'refused' in found) return;
    file.start = editable(found.start);
    changed();
  };

  async function open(path: string): Promise<void> {
    if (files.has(path)) return;
    const found = await server.read(path);
    // Two clicks may have asked for it: the second answer must not undo what was typed after the first.
    if (files.has(path)) return;
    const file = newFile(path, listed.get(path) ?? NEVER_READ);
    files.set(path, file);
    if ('refused' in found) file.blocked = found.refused;
    else {
      settle(file, found);
      file.seen = file.known;
      if (found.trouble) file.note = { words: found.trouble.words };
    }
    texts.open(path, file.base.text);
    dropFound(file, kept);
    seen(file);
    changed();
  }

  return {
    ...fileChoices(files, parts, sync),
    file: (path) => files.get(path),
    state(path) {
      const file = files.get(path);
      return file && stateOf(file);
    },
    kept(path) {
      const file = files.get(path);
      // What lies on disk and is in the editor is no other text to choose.
      const here = file && !sync.isUnsaved(file) ? file.base.text : undefined;
      return kept.of(path).filter(({ text }) => text !== here);
    },
    open,
    typed(path) {
      const file = files.get(path);
      if (file) sync.typed(file);
    },
    save,
    async saveAll() {
      await Promise.all([...files.keys()].map(save));
      return [...files.values()].flatMap((file) => unsavedOf(file, stateOf(file)));
    },
    retry() {
      for (const file of files.values()) if (file.failure) void sync.once(file);
    },
    leave: () => leavePage(files, parts, sync),
    labSeen(lab) {
      for (const { path, version } of lab.files) listed.set(path, version);
      for (const file of files.values()) {
        if (step !== undefined && step !== lab.current) void fetchStart(file);
        seen(file);
      }
      step = lab.current;
    },
  };
}

/** Keeps every text that is not on disk, and sends what may still be sent by a page that goes. */
function leavePage(
  files: ReadonlyMap<string, OpenFile>,
  { texts, kept }: EditingParts,
  sync: FileSync,
): boolean {
  const unsaved = [...files.values()].filter(sync.isUnsaved);
  const stored = unsaved.map((file) => kept.keepOwn(file.path, texts.read(file.path), file.base.text));
  let room = KEEPALIVE_BYTES - SPARED;
  const sent = unsaved.map((file) => {
    const size = saveSize(inFormOf(file.base.raw, texts.read(file.path)), file.base.version);
    const fits = size <= room && !sync.isRunning(file);
    if (fits) room -= size;
    void sync.once(file, fits);
    return fits && file.writing && !file.failure;
  });
  return kept.storeRest() && unsaved.every((_, at) => stored[at] || sent[at]);
}

function newFile(path: string, version: string): OpenFile {
  const base = { version: NEVER_READ, text: '', raw: '' };
  return { path, base, known: version, seen: version, start: '', sent: [], writing: false };
}

/** A file that could not be read from the first look on has no text in the editor, so none is mistaken for the one on disk. */
function unsavedOf({ path, base }: OpenFile, state: FileState): UnsavedFile[] {
  if (state.kind === 'saved' || state.kind === 'removed') return [];
  if (state.kind === 'blocked' && base.version === NEVER_READ) return [];
  return [{ path, why: 'words' in state ? state.words : 'It is being saved.' }];
}
