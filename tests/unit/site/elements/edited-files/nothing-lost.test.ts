import { expect, it } from 'vitest';
import { editFiles, type FileEditing } from '#site/elements/edited-files/file-editing.ts';
import { openKeptTexts } from '#site/elements/edited-files/kept-texts.ts';
import { editable } from '#site/elements/edited-files/text-form.ts';
import {
  type Call,
  fakeClock,
  fakeServer,
  fakeStorage,
  fakeTexts,
  type OnDisk,
  versionOf,
} from './fake-files.ts';

const SEQUENCES = 1_000;
const STEPS = 60;
const PATHS = ['a.go', 'b.go', 'c.yaml'];

// Run one alone: SPANWISE_SEED=123 and the name of this file.
const first = Number(process.env['SPANWISE_SEED'] ?? 1);
const count = process.env['SPANWISE_SEED'] === undefined ? SEQUENCES : 1;

it(`what a learner typed is on disk, or on the screen or kept with a word about it, in ${count} random sequences`, async () => {
  for (let seed = first; seed < first + count; seed++) {
    const done: string[] = [];
    try {
      await live(seed, done);
    } catch (error) {
      throw new Error(`Seed ${seed}, after: ${done.join(', ')}\n${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}, 60_000);

/** A page with the files open, as it lives until it is closed. */
interface OpenPage {
  editing: FileEditing;
  texts: Map<string, string>;
  kept: ReturnType<typeof openKeptTexts>;
  calls: Call[];
  away: { away: boolean };
  stop: AbortController;
}

/** One learner, one disk that others write to, one server that comes and goes. */
async function live(seed: number, done: string[]): Promise<void> {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const chance = (share: number) => random() < share;
  const end = chance(0.3) ? '\r\n' : '\n';
  const disk = new Map<string, OnDisk>(
    PATHS.map((path) => [path, Array.from({ length: 8 }, (_, at) => `${path} ${at}${end}`).join('')]),
  );
  const told = new Map(PATHS.map((path) => [path, versionOf(disk.get(path))]));
  const clock = fakeClock();
  const storage = fakeStorage();
  /** Words that were typed and never yet on disk, with their file. */
  const atRisk = new Map<string, string>();
  let words = 0;
  let windows = 0;
  let away = false;
  const left: Call[] = [];

  function openPage(): OpenPage {
    const stop = new AbortController();
    const server = fakeServer(disk);
    server.state.away = away;
    const editor = fakeTexts();
    const kept = openKeptTexts(storage, 'lab', `w${++windows}`, clock.now);
    const parts = { server, texts: editor, kept, clock, changed: () => {}, signal: stop.signal };
    return {
      editing: editFiles(parts),
      texts: editor.texts,
      kept,
      calls: server.calls,
      away: server.state,
      stop,
    };
  }

  async function openFiles(): Promise<void> {
    const opening = Promise.allSettled(PATHS.map((path) => page.editing.open(path)));
    while (page.calls.length > 0) page.calls.shift()!.answer();
    await opening;
  }

  const tell = () => {
    const files = PATHS.map((path) => ({ path, version: versionOf(disk.get(path)), changed: true }));
    for (const { path, version } of files) told.set(path, version);
    page.editing.labSeen({ current: 'one', files });
  };
  const notice = () => {
    for (const [word, path] of atRisk) {
      const found = disk.get(path);
      if (typeof found === 'string' && found.includes(word)) atRisk.delete(word);
    }
  };
  const isOpen = (path: string) =>
    page.editing.file(path) !== undefined && page.editing.file(path)?.base.version !== '';

  function type(path: string): void {
    const lines = page.texts.get(path)!.split('\n');
    const word = `«${++words}»`;
    lines[Math.floor(random() * lines.length)] += word;
    if (chance(0.2)) lines.splice(Math.floor(random() * lines.length), 0, `new ${words}`);
    atRisk.set(word, path);
    page.texts.set(path, lines.join('\n'));
    page.editing.typed(path);
  }

  function erase(path: string): void {
    const [word] = page.texts.get(path)!.match(/«\d+»/) ?? [];
    if (!word) return;
    atRisk.delete(word);
    page.texts.set(path, page.texts.get(path)!.replace(word, ''));
    page.editing.typed(path);
  }

  function outside(path: string): void {
    const now = disk.get(path);
    const lines = (typeof now === 'string' ? now : '').split(/\r\n|\n/);
    const kind = pick(['line', 'line', 'line', 'all', 'empty', 'gone', 'bytes', 'add']);
    if (kind === 'line') lines[Math.floor(random() * lines.length)] += ` o${++words}`;
    if (kind === 'add') lines.splice(Math.floor(random() * lines.length), 0, `outside ${++words}`);
    const text = lines.join(pick([end, '\n']));
    const whole = `rewritten ${++words}${end}`;
    disk.set(
      path,
      { line: text, add: text, all: whole, empty: '', gone: undefined, bytes: { bytes: ++words } }[kind],
    );
  }

  async function close(): Promise<void> {
    if (!page.editing.leave()) return;
    page.stop.abort();
    // What the page had under way is done or not, and a small last save is; nobody hears of either.
    left.push(...page.calls.filter((call) => !call.done && (call.keepalive || chance(0.5))));
    page = openPage();
    if (!away) await openFiles();
    if (!away) tell();
  }

  const steps: Record<string, () => unknown> = {
    type: () => isOpen(path) && type(path),
    'type again': () => isOpen(path) && type(path),
    erase: () => isOpen(path) && erase(path),
    save: () => void page.editing.save(path),
    pause: () => clock.advance(pick([100, 800, 3_000])),
    'work a call': () => pick(page.calls.filter((call) => !call.done).concat(left.slice(0, 1)))?.work(),
    'answer a call': () => page.calls.splice(0, 1)[0]?.answer(),
    'answer another': () => page.calls.splice(Math.floor(random() * page.calls.length), 1)[0]?.answer(),
    'fail a call': () => page.calls.splice(0, 1)[0]?.fail(),
    'a late call': () => left.shift()?.work(),
    outside: () => outside(path),
    tell,
    'server goes': () => {
      away = page.away.away = true;
      for (const call of page.calls.splice(0)) {
        if (chance(0.5) && !call.done) call.work();
        call.fail();
      }
    },
    'server comes': async () => {
      away = page.away.away = false;
      page.editing.retry();
      if (!page.editing.file(path)) await openFiles();
      tell();
    },
    hide: () => void page.editing.leave(),
    close: () => (storage.full ? undefined : close()),
    'take theirs': () => page.editing.takeTheirs(path),
    'keep mine': () => void page.editing.keepMine(path),
    'use kept': () => {
      const [one] = page.editing.kept(path);
      if (one && isOpen(path)) page.editing.useKept(path, one.id);
    },
    'drop kept': () => {
      const one = page.editing.kept(path).at(-1);
      if (!one || !chance(0.2)) return;
      for (const word of one.text.match(/«\d+»/g) ?? []) atRisk.delete(word);
      page.editing.dropKept(one.id);
    },
    reset: () => void page.editing.reset(path).catch(() => undefined),
    check: () =>
      void page.editing.saveAll().then((unsaved) => {
        for (const file of PATHS.filter(
          (one) => isOpen(one) && !unsaved.some((other) => other.path === one),
        )) {
          const now = disk.get(file);
          if (versionOf(now) !== told.get(file)) continue;
          if (editable(String(now ?? '')) !== page.texts.get(file))
            wrong.push(`${file} judged though not seen`);
        }
      }),
    'storage fills': () => {
      storage.full = chance(0.3);
    },
  };

  const wrong: string[] = [];
  const holds = () => {
    notice();
    for (const [word, file] of atRisk) {
      const state = page.editing.state(file);
      const shown = state && state.kind !== 'saved' && page.texts.get(file)?.includes(word);
      const stored = [...storage.items.values()].some((item) => item.includes(word));
      const offered = page.editing.kept(file).some(({ text }) => text.includes(word));
      if (!shown && !stored && !offered) wrong.push(`${word} of ${file} is nowhere`);
    }
    if (wrong.length > 0) throw new Error(wrong.join('; '));
  };

  let page = openPage();
  let path = PATHS[0]!;
  await openFiles();
  tell();
  for (let step = 0; step < STEPS; step++) {
    const name = pick(Object.keys(steps));
    path = pick(PATHS);
    done.push(`${name} ${path}`);
    await steps[name]!();
    await settled();
    holds();
  }

  // In the end the server is there and answers: every file is equal to the disk, or says why it is not.
  done.push('in the end');
  await steps['server comes']!();
  for (let round = 0; round < 40; round++) {
    while (page.calls.length > 0) page.calls.shift()!.answer();
    clock.advance(10_000);
    await settled();
    tell();
    await settled();
    holds();
  }
  for (const file of PATHS) {
    const state = page.editing.state(file)!;
    if (!['saved', 'conflict', 'blocked'].includes(state.kind)) wrong.push(`${file} stays ${state.kind}`);
    const now = disk.get(file);
    if (state.kind === 'saved') expect(page.texts.get(file), file).toBe(editable(String(now ?? '')));
  }
  holds();
  page.stop.abort();
}

function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
