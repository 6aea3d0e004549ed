import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileText, LabView } from '#api/lab-view.ts';
import { editFiles, type FileEditing } from '#site/elements/files/file-editing.ts';
import type { FileServer } from '#site/elements/files/file-server.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';

/** What lies on disk; a version is the text itself, so that a test can be read. */
let disk: Map<string, string>;
/** What stands in the editor. */
let typed: Map<string, string>;
/** Ends the saves that are held; a save is held while this is set. */
let held: (() => void)[] | undefined;
let refusal: BenchError | undefined;
let writes: string[];
let leave: AbortController;
let editing: FileEditing;

const A = 'internal/a.go';
const B = 'internal/b.go';
const textOf = (path: string): FileText => {
  const text = disk.get(path) ?? '';
  return { path, text, version: text, changed: true, start: `start of ${path}` };
};
const server: FileServer = {
  read: async (path) => textOf(path),
  async write(path, text, baseVersion) {
    writes.push(`${path}: ${text}`);
    if (held) await new Promise<void>((done) => held?.push(done));
    if (refusal) throw refusal;
    if (disk.get(path) !== baseVersion) return { theirs: textOf(path) };
    disk.set(path, text);
    return { saved: textOf(path) };
  },
  async reset(path) {
    disk.set(path, `start of ${path}`);
    return {
      ...textOf(path),
      copy: { id: 'copy-1', time: 0, title: 'before', reason: 'reset-file', files: [path], folder: '' },
    };
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  disk = new Map([
    [A, 'a1'],
    [B, 'b1'],
  ]);
  typed = new Map();
  held = undefined;
  refusal = undefined;
  writes = [];
  leave = new AbortController();
  const texts = {
    read: (path: string) => typed.get(path) ?? '',
    replace: (path: string, text: string) => void typed.set(path, text),
  };
  editing = editFiles(server, texts, () => {}, leave.signal);
});
afterEach(() => {
  leave.abort();
  vi.useRealTimers();
});

describe('saving', () => {
  it('waits for a pause in typing, and says how it stands', async () => {
    await editing.open(A);
    expect(said(A)).toBe('Saved');
    type(A, 'a2');
    await vi.advanceTimersByTimeAsync(600);
    type(A, 'a3');
    await vi.advanceTimersByTimeAsync(600);
    expect([writes, said(A)]).toEqual([[], 'Not saved yet']);
    await vi.advanceTimersByTimeAsync(200);
    expect([writes, said(A), disk.get(A)]).toEqual([[`${A}: a3`], 'Saved', 'a3']);
  });

  it('brings what was typed during a save to the disk too, whichever file is shown by then', async () => {
    await editing.open(A);
    held = [];
    type(A, 'a2');
    const first = editing.save(A);
    type(A, 'a3');
    // The learner goes to another file, which saves this one: its save is still on the way.
    const second = editing.save(A);
    await editing.open(B);
    type(B, 'b2');
    release();
    expect([await first, await second]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(5000);
    expect([disk.get(A), disk.get(B)]).toEqual(['a3', 'b2']);
    expect(editing.isUnsaved(A)).toBe(false);
  });

  it('resolves saveAll only when also what is typed during a save is on disk', async () => {
    await editing.open(A);
    await editing.open(B);
    held = [];
    type(A, 'a2');
    type(B, 'b2');
    void editing.save(A);
    type(A, 'a3');
    const all = editing.saveAll();
    release();
    await all;
    expect([disk.get(A), disk.get(B)]).toEqual(['a3', 'b2']);
  });

  it('tries again until the server takes it', async () => {
    await editing.open(A);
    refusal = new BenchError(0, { title: 'The server did not answer.', next: 'Wait.' }, undefined);
    type(A, 'a2');
    expect(await editing.save(A)).toBe(false);
    expect(said(A)).toBe('Not saved. The server did not answer. Wait.');
    refusal = undefined;
    await vi.advanceTimersByTimeAsync(800);
    expect([disk.get(A), said(A)]).toEqual(['a2', 'Saved']);
  });

  it('ends with the page that typed', async () => {
    await editing.open(A);
    type(A, 'a2');
    leave.abort();
    await vi.advanceTimersByTimeAsync(5000);
    expect(writes).toEqual([]);
  });
});

describe('an edit made outside the editor', () => {
  it('is taken where nothing was typed', async () => {
    await editing.open(A);
    disk.set(A, 'theirs');
    await see();
    expect([typed.get(A), said(A)]).toEqual(['theirs', 'Reloaded: changed outside the editor']);
  });

  it('is asked about where something was typed, and saves nothing until the learner has chosen', async () => {
    await editing.open(A);
    type(A, 'mine');
    disk.set(A, 'theirs');
    await see();
    expect([typed.get(A), editing.file(A)?.theirs?.text]).toEqual(['mine', 'theirs']);
    type(A, 'mine, more');
    await vi.advanceTimersByTimeAsync(5000);
    expect([await editing.save(A), writes, said(A)]).toEqual([
      false,
      [],
      'Not saved: the file was changed outside the editor',
    ]);
  });

  it('is found by the save itself where the page had not heard of it', async () => {
    await editing.open(A);
    disk.set(A, 'theirs');
    type(A, 'mine');
    expect(await editing.save(A)).toBe(false);
    expect([disk.get(A), typed.get(A), editing.file(A)?.theirs?.text]).toEqual(['theirs', 'mine', 'theirs']);
  });

  it('is no edit where it is the editor’s own save', async () => {
    await editing.open(A);
    held = [];
    type(A, 'a2');
    const save = editing.save(A);
    const own: LabView['files'] = [{ path: A, version: 'a2', changed: true }];
    editing.labSeen({ ...lab('one'), files: own });
    type(A, 'a3');
    release();
    await save;
    await vi.advanceTimersByTimeAsync(5000);
    expect([typed.get(A), disk.get(A), editing.file(A)?.theirs]).toEqual(['a3', 'a3', undefined]);
  });

  it('ends as the learner chooses', async () => {
    await editing.open(A);
    await editing.open(B);
    for (const path of [A, B]) {
      type(path, 'mine');
      disk.set(path, 'theirs');
    }
    await see();
    editing.takeTheirs(A);
    await editing.keepMine(B);
    expect([typed.get(A), disk.get(A), said(A)]).toEqual(['theirs', 'theirs', 'Reloaded']);
    expect([typed.get(B), disk.get(B), said(B)]).toEqual(['mine', 'mine', 'Saved']);
  });
});

it('opens a file once: the second answer does not undo what was typed after the first', async () => {
  const [first, second] = [editing.open(A), editing.open(A)];
  await first;
  type(A, 'typed');
  await second;
  expect(typed.get(A)).toBe('typed');
});

it('puts a file back, saves before what is typed, and offers to undo', async () => {
  await editing.open(A);
  type(A, 'a2');
  await editing.reset(A);
  expect(writes).toEqual([`${A}: a2`]);
  expect([typed.get(A), editing.file(A)?.note.undo]).toEqual([`start of ${A}`, 'copy-1']);
});

it('compares with the start of the step the learner is at', async () => {
  await editing.open(A);
  const read = vi
    .spyOn(server, 'read')
    .mockImplementation(async (path) => ({ ...textOf(path), start: 'of two' }));
  await see('two');
  expect(editing.file(A)?.start).toBe('of two');
  read.mockRestore();
});

function type(path: string, text: string): void {
  typed.set(path, text);
  editing.typed(path);
}

function said(path: string): string | undefined {
  return editing.file(path)?.note.words;
}

/** Lets the saves go on that are held, and holds no more. */
function release(): void {
  const waiting = held ?? [];
  held = undefined;
  for (const done of waiting) done();
}

async function see(current = 'one'): Promise<void> {
  editing.labSeen(lab(current));
  await vi.advanceTimersByTimeAsync(0);
}

function lab(current: string): LabView {
  const files = [...disk].map(([path, version]) => ({ path, version, changed: true }));
  const rest = {
    id: 'split',
    title: '',
    summary: '',
    minutes: 1,
    runtime: 'local',
    workspace: '',
  } as const;
  return { ...rest, parts: [], files, current, steps: [], attempts: [], copies: [] };
}
