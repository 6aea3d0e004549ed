import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editFiles, type FileEditing } from '#site/elements/edited-files/file-editing.ts';
import { openKeptTexts } from '#site/elements/edited-files/kept-texts.ts';
import {
  fakeClock,
  fakeServer,
  fakeStorage,
  fakeTexts,
  type OnDisk,
  START,
  versionOf,
} from './fake-files.ts';

const A = 'internal/a.go';
const B = 'internal/b.go';
const TEXT = 'one\ntwo\nthree\nfour\nfive\n';
let disk: Map<string, OnDisk>;
let server: ReturnType<typeof fakeServer>;
let clock: ReturnType<typeof fakeClock>;
let storage: ReturnType<typeof fakeStorage>;
let editor: ReturnType<typeof fakeTexts>;
let leave: AbortController;
let editing: FileEditing;

beforeEach(async () => {
  disk = new Map([
    [A, TEXT],
    [B, TEXT],
  ]);
  server = fakeServer(disk);
  clock = fakeClock();
  storage = fakeStorage();
  openPage();
  await Promise.all([answered(editing.open(A)), answered(editing.open(B))]);
});
afterEach(() => leave.abort());

describe('saving', () => {
  it('waits for a pause in typing, and says how the file stands', async () => {
    expect(kind(A)).toBe('saved');
    type(A, 'typed');
    clock.advance(600);
    type(A, 'typed on');
    clock.advance(600);
    expect([server.calls.length, kind(A)]).toEqual([0, 'typing']);
    clock.advance(200);
    expect([server.calls.length, kind(A)]).toEqual([1, 'saving']);
    await answer();
    expect([disk.get(A), kind(A)]).toEqual(['typed on', 'saved']);
  });

  it('brings what was typed during a save to the disk too, of a file that is not in view any more', async () => {
    type(A, 'typed');
    const saved = editing.save(A);
    type(A, 'typed on');
    type(B, 'other');
    await answered(saved);
    expect([disk.get(A), kind(A)]).toEqual(['typed on', 'saved']);
    clock.advance(700);
    await answer();
    expect(disk.get(B)).toBe('other');
  });

  it('tries again later and later while the server is away, keeps the text, and at once when it is back', async () => {
    server.state.away = true;
    type(A, 'typed');
    expect(await editing.save(A)).toBe(false);
    expect(editing.state(A)).toEqual({ kind: 'failed', words: 'The server did not answer.' });
    expect(stored()).toEqual(['typed']);
    clock.advance(1_000);
    await settled();
    clock.advance(1_900);
    server.state.away = false;
    await settled();
    expect(server.calls.length).toBe(0);
    editing.retry();
    await answer();
    expect([disk.get(A), kind(A), stored()]).toEqual(['typed', 'saved', []]);
  });

  it('names what could not be saved to whoever asks, and why', async () => {
    server.state.away = true;
    type(A, 'typed');
    expect(await editing.saveAll()).toEqual([{ path: A, why: 'The server did not answer.' }]);
    server.state.away = false;
    expect(await answered(editing.saveAll())).toEqual([]);
  });

  it('saves every file that is asked for at once, whichever is in view', async () => {
    type(A, 'typed');
    type(B, 'other');
    expect(await answered(editing.saveAll())).toEqual([]);
    expect([disk.get(A), disk.get(B)]).toEqual(['typed', 'other']);
  });

  it('keeps the line ends and the byte order mark', async () => {
    await outside(A, '\uFEFFone\r\ntwo\n');
    expect([editor.read(A), kind(A)]).toEqual(['one\ntwo\n', 'saved']);
    type(A, 'one\nnew\ntwo\n');
    await answered(editing.save(A));
    expect(disk.get(A)).toBe('\uFEFFone\r\nnew\r\ntwo\n');
  });

  it('goes on from a save that was done though its answer was lost', async () => {
    type(A, 'typed');
    clock.advance(700);
    server.calls[0]!.work();
    server.calls.shift()!.fail();
    await settled();
    type(A, 'typed on');
    await answered(editing.save(A));
    expect([disk.get(A), kind(A)]).toEqual(['typed on', 'saved']);
  });
});

it('does not call a text saved while an older one may be on disk, whose save nobody answered', async () => {
  type(A, 'typed');
  clock.advance(700);
  server.calls[0]!.work();
  server.calls.shift()!.fail();
  await settled();
  type(A, TEXT);
  expect([disk.get(A), kind(A)]).toEqual(['typed', 'failed']);
  expect(await answered(editing.saveAll())).toEqual([]);
  expect([disk.get(A), editor.read(A)]).toEqual([TEXT, TEXT]);
});

it('saves by itself what was made shorter while it was refused for its length', async () => {
  server.state.most = 100;
  type(A, 'x'.repeat(101));
  clock.advance(700);
  type(A, 'short');
  await answer();
  clock.advance(700);
  await answer();
  expect([disk.get(A), kind(A)]).toEqual(['short', 'saved']);
});

describe('a change from outside', () => {
  it('comes in as an edit where nothing was typed', async () => {
    await outside(A, 'theirs\n');
    expect([editor.read(A), editor.edits, kind(A)]).toEqual(['theirs\n', [A], 'saved']);
  });

  it('is joined with what was typed in other lines', async () => {
    type(A, TEXT.replace('one', 'mine'));
    await outside(A, TEXT.replace('five', 'theirs'));
    expect(editor.read(A)).toBe('mine\ntwo\nthree\nfour\ntheirs\n');
    await answered(editing.save(A));
    expect(disk.get(A)).toBe('mine\ntwo\nthree\nfour\ntheirs\n');
  });

  it('asks where the lines meet, and saves nothing until the learner has chosen', async () => {
    type(A, TEXT.replace('two', 'mine'));
    await outside(A, TEXT.replace('two', 'theirs'));
    expect([kind(A), editor.read(A), await editing.save(A)]).toEqual([
      'conflict',
      TEXT.replace('two', 'mine'),
      false,
    ]);
    expect(disk.get(A)).toBe(TEXT.replace('two', 'theirs'));
    expect(stored()).toEqual([TEXT.replace('two', 'mine')]);
  });

  it.each(['theirs', 'mine'])('keeps the other text when the learner takes “%s”', async (choice) => {
    const [mine, theirs] = [TEXT.replace('two', 'mine'), TEXT.replace('two', 'theirs')];
    type(A, mine);
    await outside(A, theirs);
    if (choice === 'theirs') editing.takeTheirs(A);
    else await answered(editing.keepMine(A));
    const [taken, left] = choice === 'theirs' ? [theirs, mine] : [mine, theirs];
    expect([disk.get(A), editor.read(A), kind(A)]).toEqual([taken, taken, 'saved']);
    expect(editing.kept(A).map(({ text }) => text)).toEqual([left]);
    editing.useKept(A, editing.kept(A)[0]!.id);
    await answered(editing.save(A));
    expect([disk.get(A), editing.kept(A).map(({ text }) => text)]).toEqual([left, [taken]]);
  });

  it('keeps the text not taken also where the learner had typed it back to what the edit began from', async () => {
    type(A, TEXT.replace('two', 'mine'));
    await outside(A, TEXT.replace('two', 'theirs'));
    type(A, TEXT);
    editing.takeTheirs(A);
    expect(editing.kept(A).map(({ text }) => text)).toEqual([TEXT]);
  });

  it('that takes away what was typed and saved a moment ago leaves a copy of it, also for who types on', async () => {
    type(A, `${TEXT}typed\n`);
    await answered(editing.save(A));
    type(A, `new\n${TEXT}typed\n`);
    await outside(A, TEXT);
    expect([editor.read(A), editing.kept(A).map(({ text, why }) => [text, why])]).toEqual([
      `new\n${TEXT}`,
      [[`new\n${TEXT}typed\n`, 'typed']],
    ]);
    await answered(editing.save(A));
    editing.useKept(A, editing.kept(A)[0]!.id);
    expect(editor.read(A)).toBe(`new\n${TEXT}typed\n`);
  });

  it('leaves none where it only formats what was typed, adds to it, or comes later', async () => {
    type(A, `${TEXT}if  typed\n`);
    await answered(editing.save(A));
    await outside(A, `first\n${TEXT}\tif typed\n`);
    expect(editing.kept(A)).toEqual([]);
    type(A, `${TEXT}typed\n`);
    await answered(editing.save(A));
    clock.advance(5_000);
    await outside(A, TEXT);
    expect([editor.read(A), editing.kept(A)]).toEqual([TEXT, []]);
  });

  it('that removes the file is told, and what is typed then makes it anew', async () => {
    await outside(A, undefined);
    expect([editor.read(A), editing.file(A)?.note?.words]).toEqual(['', `${A} is gone`]);
    // An empty editor is not called saved, and what is on disk is what is seen.
    expect([kind(A), await editing.saveAll()]).toEqual(['removed', []]);
    type(A, 'new\n');
    await answered(editing.save(A));
    expect([disk.get(A), kind(A)]).toEqual(['new\n', 'saved']);
    type(A, 'newer\n');
    await outside(A, undefined);
    editing.takeTheirs(A);
    expect([kind(A), editing.file(A)?.note?.words]).toEqual(['removed', `${A} is gone Yours is kept.`]);
  });

  it('that empties it for a moment is looked at again', async () => {
    disk.set(A, '');
    see();
    await answerOne();
    disk.set(A, 'whole\n');
    clock.advance(250);
    await answer();
    expect([editor.read(A), editor.edits]).toEqual(['whole\n', [A]]);
  });

  it('that leaves no text is never written over, and said where the file is', async () => {
    type(A, 'mine');
    await outside(A, { bytes: 1 });
    expect(editing.state(A)).toEqual({ kind: 'blocked', words: `${A} is no UTF-8` });
    expect([await editing.save(A), disk.get(A), stored()]).toEqual([false, { bytes: 1 }, ['mine']]);
    await outside(A, TEXT);
    await answered(editing.save(A));
    expect(disk.get(A)).toBe('mine');
  });
});

describe('a page that goes', () => {
  it('sends what fits, keeps all of it, and the next page offers what did not arrive', async () => {
    const large = `${'x'.repeat(65 * 1024)}\n`;
    type(A, 'last words\n');
    type(B, large);
    expect(editing.leave()).toBe(true);
    expect(server.calls.map(({ keepalive }) => keepalive)).toEqual([true, false]);
    server.calls[0]!.work();
    openPage();
    await Promise.all([answered(editing.open(A)), answered(editing.open(B))]);
    expect([disk.get(A), editing.kept(A)]).toEqual(['last words\n', []]);
    expect(editing.kept(B).map(({ text, why }) => [text, why])).toEqual([[large, 'not-saved']]);
    editing.useKept(B, editing.kept(B)[0]!.id);
    await answered(editing.save(B));
    expect([disk.get(B), storage.length]).toEqual([large, 0]);
  });

  it('leaves what was typed last also where it is ended without a word', async () => {
    type(A, 'last words\n');
    openPage();
    await answered(editing.open(A));
    expect(editing.kept(A).map(({ text }) => text)).toEqual(['last words\n']);
    editing.useKept(A, editing.kept(A)[0]!.id);
    await answered(editing.save(A));
    expect([disk.get(A), storage.length]).toEqual(['last words\n', 0]);
  });

  it('leaves a kept text where it is when it is put in and the storage takes no other', async () => {
    server.state.away = true;
    type(A, 'typed');
    expect(editing.leave()).toBe(true);
    server.state.away = false;
    openPage();
    await answered(editing.open(A));
    storage.full = true;
    editing.useKept(A, editing.kept(A)[0]!.id);
    expect([editor.read(A), stored()]).toEqual(['typed', ['typed']]);
  });

  it('says so where a text is kept nowhere', () => {
    storage.full = true;
    type(A, 'x'.repeat(65 * 1024));
    expect(editing.leave()).toBe(false);
    type(B, 'small');
    expect(editing.leave()).toBe(false);
  });

  it('saves nothing by itself afterwards', async () => {
    type(A, 'typed');
    leave.abort();
    clock.advance(5_000);
    await settled();
    expect(server.calls).toEqual([]);
  });
});

it('opens a file once: the second answer does not undo what was typed after the first', async () => {
  openPage();
  const opening = [editing.open(A), editing.open(A)];
  await answerOne();
  type(A, 'typed');
  await answer();
  await Promise.all(opening);
  expect(editor.read(A)).toBe('typed');
});

it('puts a file back, saves before what is typed, and offers to undo', async () => {
  type(A, 'typed');
  await answered(editing.reset(A));
  expect([editor.read(A), editing.file(A)?.note?.undo, kind(A)]).toEqual([disk.get(A), 'copy-1', 'saved']);
});

it('keeps what is typed while a reset is under way, and saves nothing beside it', async () => {
  const reset = editing.reset(A);
  await settled();
  type(A, 'typed meanwhile');
  clock.advance(700);
  expect(server.calls.length).toBe(1);
  await answered(reset);
  expect([editor.read(A), editing.kept(A).map(({ text }) => text)]).toEqual([START, ['typed meanwhile']]);
  clock.advance(700);
  await answer();
  expect([disk.get(A), kind(A)]).toEqual([START, 'saved']);
});

it('keeps the copy of a text that lies on disk while another one is about to be written over it', async () => {
  const [mine, theirs] = [TEXT.replace('two', 'mine'), TEXT.replace('two', 'theirs')];
  type(A, mine);
  await outside(A, theirs);
  editing.takeTheirs(A);
  editing.useKept(A, editing.kept(A)[0]!.id);
  see();
  await outside(B, 'news\n');
  await answered(editing.save(A));
  expect([disk.get(A), editing.kept(A).map(({ text }) => text)]).toEqual([mine, [theirs]]);
  // While both are the same there is nothing to choose; it is there again when they are not.
  clock.advance(5_000);
  await outside(A, theirs);
  expect([kind(A), editing.kept(A)]).toEqual(['saved', []]);
  type(A, mine);
  expect(editing.kept(A).map(({ text }) => text)).toEqual([theirs]);
});

it('compares with the start of the step the learner is at', async () => {
  see('two');
  const read = server.calls.length;
  await answer();
  expect([read, editing.file(A)?.start]).toEqual([2, 'start one\nstart two\n']);
});

function openPage(): void {
  leave?.abort();
  leave = new AbortController();
  server = fakeServer(disk);
  editor = fakeTexts();
  const kept = openKeptTexts(storage, 'lab', `w${Math.random()}`, clock.now);
  editing = editFiles({ server, texts: editor, kept, clock, changed: () => {}, signal: leave.signal });
  see('one');
}

function type(path: string, text: string): void {
  editor.texts.set(path, text);
  editing.typed(path);
}

function kind(path: string): string | undefined {
  return editing.state(path)?.kind;
}

/** The texts that lie in the browser's storage. */
function stored(): string[] {
  return [...storage.items.values()].map((item) => JSON.parse(item).text);
}

/** Somebody else writes a file, and the page is told. */
async function outside(path: string, text: OnDisk): Promise<void> {
  disk.set(path, text);
  see();
  await answer();
  clock.advance(250);
  await answer();
}

function see(current = 'one'): void {
  const files = [...disk].map(([path, found]) => ({ path, version: versionOf(found), changed: true }));
  editing.labSeen({ current, files });
}

async function answerOne(): Promise<void> {
  server.calls.shift()?.answer();
  await settled();
}

/** Answers all calls, and those that follow. */
async function answer(): Promise<void> {
  await settled();
  while (server.calls.length > 0) await answerOne();
}

/** Answers calls until some work is done. */
async function answered<T>(work: Promise<T>): Promise<T> {
  const done = work.then(() => true);
  while (!(await Promise.race([done, settled()]))) await answerOne();
  return work;
}

function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
