import { editable, inFormOf } from '#site/elements/edited-files/text-form.ts';
import { type Call, fakeClock, fakeStorage, NO_ROOM, type OnDisk, START } from './fake-files.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import type { Random } from './random-numbers.ts';
import { wordsAtRisk, wordsOf } from './words-at-risk.ts';

const PATHS = ['a.txt', 'b.txt', 'c.txt'];
/** Characters of the largest text that some servers take: a few words more than the files have at first. */
const SMALL = 110;
/** Windows that are open at once at the most. */
const WINDOWS = 2;

/** Steps that are tried more often than once in a round: typing leads to all else, and a choice is seldom there to be made. */
const OFTEN: Record<string, number> = {
  ...{ type: 5, 'type again': 5, outside: 3, tell: 2, 'answer a call': 3, 'answer all': 3 },
  ...{ 'server comes': 3, 'take theirs': 4, 'keep mine': 4, 'use kept': 3, 'drop kept': 3 },
};

/** One learner, one disk that others write to, one server that comes and goes. */
export interface RandomLife {
  /** The steps there are. */
  names: readonly string[];
  /** One random step; gives its name, or nothing where there was nothing to do. */
  step(): Promise<string | undefined>;
  /** The server is there and answers, until nothing is left to do. */
  end(): Promise<void>;
  /** What is wrong now. */
  wrong(): string[];
}

/** Begins with one window open. */
export function randomLife(random: Random): RandomLife {
  const { pick, chance, below } = random;
  const end = chance(0.3) ? '\r\n' : '\n';
  const disk = new Map<string, OnDisk>(
    PATHS.map((path) => [path, Array.from({ length: 8 }, (_, at) => `${path} ${at}${end}`).join('')]),
  );
  const most = chance(0.3) ? SMALL : Number.POSITIVE_INFINITY;
  const clock = fakeClock();
  const storage = fakeStorage();
  const risk = wordsAtRisk();
  const windows: OpenWindow[] = [];
  /** What closed windows had under way. */
  const left: Call[] = [];
  const wrong: string[] = [];
  let [words, opened, away] = [0, 0, false];

  const newWord = (path: string) => {
    const word = `«${++words}»`;
    risk.written(word, path);
    return word;
  };
  const written = (path: string, by?: OpenWindow) => {
    for (const window of windows) if (window !== by) window.untold.add(path);
  };
  const onServer = (call: Call | undefined, act: 'work' | 'answer', by?: OpenWindow) => {
    const before = new Map(disk);
    call?.[act]();
    for (const [path, text] of before) {
      if (disk.get(path) === text) continue;
      const isReset = disk.get(path) === START;
      written(path, isReset ? undefined : by);
      // A reset keeps on the server what it takes from the disk.
      if (isReset) risk.replaced(String(text), START);
    }
    return call !== undefined;
  };
  const answerAll = (window: OpenWindow) => {
    for (const call of window.calls.splice(0)) onServer(call, 'answer', window);
  };
  const open = () => {
    const window = openWindow(`w${++opened}`, disk, { clock, storage });
    Object.assign(window.server, { away, most });
    windows.push(window);
    if (away) return;
    window.tell();
    if (chance(0.7)) answerAll(window);
  };
  const textOf = ({ editor }: OpenWindow, path: string) => editor.texts.read(path);

  function type(window: OpenWindow, path: string): void {
    const text = textOf(window, path);
    const ends = [...text.matchAll(/\n|$/g)].map(({ index }) => index);
    const insert = `${newWord(path)}${chance(0.2) ? `\nnew ${words}` : ''}`;
    window.editor.type({ from: pick(ends), insert });
  }

  function erase(window: OpenWindow, path: string): boolean {
    const text = textOf(window, path);
    const [word] = wordsOf(text);
    if (word === undefined) return false;
    risk.givenUp([word]);
    const from = text.indexOf(word);
    window.editor.type({ from, to: from + word.length, insert: '' });
    return true;
  }

  function undo(window: OpenWindow, path: string): boolean {
    const before = textOf(window, path);
    window.editor.undo();
    risk.replaced(before, textOf(window, path));
    return textOf(window, path) !== before;
  }

  function outside(path: string): void {
    const now = String(disk.get(path) ?? '');
    const lines = now.split(/\r\n|\n/);
    const kind = pick(['line', 'line', 'line', 'all', 'empty', 'gone', 'bytes', 'add']);
    if (kind === 'line') lines[below(lines.length)] += newWord(path);
    if (kind === 'add') lines.splice(below(lines.length), 0, `outside ${newWord(path)}`);
    const whole = kind === 'all' ? `rewritten ${newWord(path)}${end}` : '';
    const text = kind === 'line' || kind === 'add' ? lines.join(pick([end, '\n'])) : whole;
    risk.replaced(now, text);
    written(path);
    disk.set(path, kind === 'gone' ? undefined : kind === 'bytes' ? { bytes: ++words } : text);
  }

  async function check(window: OpenWindow): Promise<void> {
    const { editing, editor, isOpen, untold } = window;
    const unsaved = await editing.saveAll();
    if (!windows.includes(window)) return;
    for (const path of PATHS.filter((one) => isOpen(one) && !unsaved.some((other) => other.path === one))) {
      // What was written since the page was told of the files is nobody's fault.
      if (!untold.has(path) && editable(String(disk.get(path) ?? '')) !== editor.texts.read(path))
        wrong.push(`${path} judged though not seen`);
    }
  }

  function reload(window: OpenWindow): boolean {
    // Where nothing is kept, a last save that the server refuses is heard of by nobody.
    if (storage.full || chance(0.5) || !window.editing.leave()) return false;
    window.close();
    windows.splice(windows.indexOf(window), 1);
    // What the window had under way is done or not, and a small last save is; nobody hears of either.
    left.push(...window.calls.filter((call) => !call.done && (call.keepalive || chance(0.5))));
    if (windows.length === 0) open();
    return true;
  }

  function goAway(): void {
    away = true;
    for (const window of windows) {
      window.server.away = true;
      for (const call of window.calls.splice(0)) {
        if (chance(0.5) && !call.done) onServer(call, 'work', window);
        call.fail();
      }
    }
  }

  function comeBack(): void {
    away = false;
    for (const { server, editing, tell } of windows) {
      server.away = false;
      editing.retry();
      tell();
    }
  }

  /** Steps in the file that a window shows; each gives false where there was nothing to do. */
  const inFile: Record<string, (window: OpenWindow, path: string) => unknown> = {
    type,
    'type again': type,
    erase,
    undo,
    save: ({ editing }, path) => void editing.save(path),
    reset: ({ editing }, path) => void editing.reset(path).catch(() => undefined),
    'take theirs': ({ editing }, path) => {
      if (!editing.file(path)?.theirs) return false;
      return editing.takeTheirs(path);
    },
    'keep mine': ({ editing }, path) => {
      if (!editing.file(path)?.theirs) return false;
      return void editing.keepMine(path);
    },
    'use kept': ({ editing }, path) => {
      const [one] = editing.kept(path);
      return one !== undefined && editing.useKept(path, one.id);
    },
    'drop kept': ({ editing }, path) => {
      const one = chance(0.2) ? editing.kept(path).at(-1) : undefined;
      risk.givenUp(wordsOf(one?.text ?? ''));
      return one !== undefined && editing.dropKept(one.id);
    },
  };
  const anywhere: Record<string, (window: OpenWindow) => unknown> = {
    switch: ({ goTo }) => goTo(pick(PATHS)),
    'switch again': ({ goTo }) => goTo(pick(PATHS)),
    check: (window) => void check(window),
    pause: () => clock.advance(pick([100, 800, 3_000])),
    'work a call': (window) => onServer(pick(window.calls.filter((call) => !call.done)), 'work', window),
    'answer a call': (window) => onServer(window.calls.shift(), 'answer', window),
    'answer another': (window) =>
      onServer(window.calls.splice(below(window.calls.length), 1)[0], 'answer', window),
    'answer all': answerAll,
    'fail a call': ({ calls }) => calls.length > 0 && calls.shift()!.fail(),
    'disk is full': ({ calls }) => refuse(calls),
    'a late call': () => onServer(left.shift(), 'work'),
    outside: () => outside(pick(PATHS)),
    tell: ({ tell }) => !away && tell(),
    'server goes': goAway,
    'server comes': comeBack,
    hide: ({ editing }) => void editing.leave(),
    reload,
    'second window': () => windows.length < WINDOWS && open(),
    'storage event': ({ kept }) => kept.readAgain(),
    'storage fills': () => {
      storage.full = chance(0.3);
    },
  };

  const holds = () => {
    const lost = risk.lost(windows, disk, storage.items);
    wrong.push(...lost.filter((words) => !wrong.includes(words)));
  };
  open();
  const names = [...Object.keys(inFile), ...Object.keys(anywhere)];
  const tried = names.flatMap((name) => Array.from({ length: OFTEN[name] ?? 1 }, () => name));
  return {
    names,
    async step() {
      const name = pick(tried);
      const window = pick(windows);
      const did = anywhere[name] ? anywhere[name](window) : here(window, inFile[name]!);
      await settled();
      holds();
      return did === false ? undefined : name;
    },
    async end() {
      // Nobody tells the windows: they find out by trying again.
      away = false;
      for (const { server } of windows) server.away = false;
      for (let round = 0; round < 40; round++) {
        for (const window of windows)
          while (window.calls.length > 0) onServer(window.calls.shift(), 'answer', window);
        clock.advance(10_000);
        await settled();
        for (const { tell } of windows) tell();
        await settled();
        holds();
      }
      for (const { editing, editor, isOpen } of windows)
        for (const path of PATHS.filter(isOpen)) {
          const { kind } = editing.state(path)!;
          const isLarge = inFormOf(editing.file(path)!.base.raw, editor.texts.read(path)).length > most;
          const ends = ['saved', 'removed', 'conflict', 'blocked', ...(isLarge ? ['failed'] : [])];
          if (!ends.includes(kind)) wrong.push(`${path} stays ${kind}`);
          if (kind === 'saved' && editor.texts.read(path) !== editable(String(disk.get(path) ?? '')))
            wrong.push(`${path} is called saved`);
        }
      for (const { close } of windows) close();
    },
    wrong: () => wrong,
  };
}

/** A server without room for a text says so before it has done anything. */
function refuse(calls: Call[]): boolean {
  const at = calls.findIndex(({ done }) => !done);
  if (at < 0) return false;
  calls.splice(at, 1)[0]!.fail(NO_ROOM);
  return true;
}

/** Does a step in the file in view, where there is one. */
function here(window: OpenWindow, step: (window: OpenWindow, path: string) => unknown): unknown {
  const path = window.shown();
  return path === undefined ? false : step(window, path);
}

function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
