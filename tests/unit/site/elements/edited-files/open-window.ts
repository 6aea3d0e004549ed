import { editFiles, type FileEditing } from '#site/elements/edited-files/file-editing.ts';
import { type KeptTexts, openKeptTexts } from '#site/elements/edited-files/kept-texts.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';
import { type FakeEditor, fakeEditor } from './fake-editor.ts';
import {
  type Call,
  type fakeClock,
  fakeServer,
  type fakeStorage,
  type OnDisk,
  versionOf,
} from './fake-files.ts';

/** A window with the lab's files, as it lives until it is closed. */
export interface OpenWindow {
  name: string;
  editing: FileEditing;
  editor: FakeEditor;
  kept: KeptTexts;
  calls: Call[];
  server: { away: boolean; most: number };
  /** Files that somebody else has written since it was told of the files. */
  untold: Set<string>;
  /** The file in view, where it has a text to be edited. */
  shown(): string | undefined;
  isOpen(path: string): boolean;
  /** The learner goes to a file, as a click on its name does it. */
  goTo(path: string): void;
  /** The server tells of the files as they are. */
  tell(): void;
  close(): void;
}

/** Opens a window on a disk; what it keeps lies in the browser's storage, which other windows share. */
export function openWindow(
  name: string,
  disk: Map<string, OnDisk>,
  { clock, storage }: { clock: ReturnType<typeof fakeClock>; storage: ReturnType<typeof fakeStorage> },
): OpenWindow {
  const stop = new AbortController();
  const server = fakeServer(disk);
  const kept = openKeptTexts(storage, 'lab', name, clock.now);
  const editor = fakeEditor((path) => editing.typed(path), clock.now);
  const { texts } = editor;
  const parts = { server, texts, kept, clock, changed() {}, signal: stop.signal };
  const editing: FileEditing = editFiles(parts);
  const untold = new Set<string>();
  const isOpen = (path: string) => {
    const file = editing.file(path);
    return file !== undefined && file.base.version !== '';
  };
  let wanted: string | undefined;
  // As lab-files.ts goes to a file.
  const show = async (path: string) => {
    wanted = path;
    await editing.open(path);
    const before = texts.path;
    if (wanted !== path || before === path) return;
    texts.show(path);
    if (before) void editing.save(before);
  };
  const goTo = (path: string) => void show(path).catch(notAnswered);
  return {
    ...{ name, editing, editor, kept, calls: server.calls, server: server.state, untold, isOpen, goTo },
    shown: () => (texts.path !== undefined && isOpen(texts.path) ? texts.path : undefined),
    tell() {
      const files = [...disk].map(([path, found]) => ({ path, version: versionOf(found), changed: true }));
      untold.clear();
      editing.labSeen({ current: 'one', files });
      if (texts.path !== undefined) return;
      for (const path of kept.paths()) void editing.open(path).catch(notAnswered);
      goTo(wanted ?? files[0]!.path);
    },
    close: () => stop.abort(),
  };
}

function notAnswered(error: unknown): void {
  if (!(error instanceof BenchError)) throw error;
}
