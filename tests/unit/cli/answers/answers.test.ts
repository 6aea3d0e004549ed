import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareAnswers } from '#cli/answers/compare-answers.ts';
import { blobId } from '#cli/answers/git.ts';
import { answersUpToDate } from '#cli/check-course/answers-up-to-date.ts';
import { showProblem } from '#cli/check-course/problem.ts';

const SHOP = 'labs/bookstore/internal/shop/shop.go';
const SOLUTION = 'labs/lost/solution/mend/internal/shop/shop.go';
const HEALTHY = 'package shop\n\nconst port = 80\n\n\n\nfunc Send() {\n\tinject()\n}\n';
let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-answers-'));
  put(SHOP, HEALTHY);
  put('labs/lost/lab.yaml', '');
  put(SOLUTION, HEALTHY.replace('inject()', 'injectByHand()'));
  put('labs/lost/mistakes/mend/split/internal/shop/shop.go', HEALTHY.replace('\tinject()\n', ''));
  put('labs/lost/mistakes/mend/split/internal/shop/more.go', 'package shop\n');
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'],
  ])
    execFileSync('git', args, { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text: string) => void lines.push(text)),
  );
  const code = await compareAnswers(root, argv, new AbortController().signal);
  for (const spy of spies) spy.mockRestore();
  return { code, said: lines.join('\n').replaceAll(root, '<root>') };
}

async function checked(): Promise<string> {
  const course = { root, chapters: [], labs: [], problems: [] };
  return (await answersUpToDate(course)).map(showProblem).join('\n');
}

test('an id is the one git gives the file', () => {
  const id = execFileSync('git', ['hash-object', join(root, SHOP)], { encoding: 'utf8' }).trim();
  expect(blobId(Buffer.from(HEALTHY))).toBe(id);
});

test('answers are listed with the places in which they differ; a file that only adds is none', async () => {
  expect(await run()).toMatchInlineSnapshot(`
    {
      "code": 1,
      "said": "labs/lost: 2 files of answers
      UNRECORDED   1 hunks  solution/mend/internal/shop/shop.go
      UNRECORDED   1 hunks  mistakes/mend/split/internal/shop/shop.go
    0 current, 2 to look at",
    }
  `);
  expect(await run('--record')).toMatchInlineSnapshot(`
    {
      "code": 0,
      "said": "labs/lost: 2 entries new or changed
    labs/lost: 2 files of answers
      current      1 hunks  solution/mend/internal/shop/shop.go
      current      1 hunks  mistakes/mend/split/internal/shop/shop.go
    2 current, 0 to look at",
    }
  `);
  expect(await checked()).toBe('');
});

test('a change of the Bookstore makes answers stale, and is merged into them', async () => {
  await run('--record');
  put(SHOP, HEALTHY.replace('80', '8080'));
  expect(await checked()).toMatchInlineSnapshot(`
    "labs/lost/made-from.yaml
      labs/bookstore/internal/shop/shop.go has changed since answers were made from it: solution/mend/internal/shop/shop.go, mistakes/mend/split/internal/shop/shop.go
      next: npm run answers -- --lab lost --update merges the change into them"
  `);
  expect((await run()).code).toBe(1);
  expect(await run('--update')).toMatchInlineSnapshot(`
    {
      "code": 0,
      "said": "merged     labs/lost/solution/mend/internal/shop/shop.go
    merged     labs/lost/mistakes/mend/split/internal/shop/shop.go
    labs/lost: 2 files of answers
      current      1 hunks  solution/mend/internal/shop/shop.go
      current      1 hunks  mistakes/mend/split/internal/shop/shop.go
    2 current, 0 to look at",
    }
  `);
  expect(textOf(SOLUTION)).toBe(HEALTHY.replace('80', '8080').replace('inject()', 'injectByHand()'));
  expect(await checked()).toBe('');
});

test('where both changed a person decides, and until then nothing counts as done', async () => {
  await run('--record');
  put(SHOP, HEALTHY.replace('inject()', 'inject(header)'));
  expect(await run('--update')).toMatchInlineSnapshot(`
    {
      "code": 1,
      "said": "CONFLICT   labs/lost/solution/mend/internal/shop/shop.go: both changed in one place
      next: write what it should be between <<<<<<< and >>>>>>>, then npm run answers -- --record
    CONFLICT   labs/lost/mistakes/mend/split/internal/shop/shop.go: both changed in one place
      next: write what it should be between <<<<<<< and >>>>>>>, then npm run answers -- --record

    2 answers are left for you.",
    }
  `);
  expect(textOf(SOLUTION)).toMatchInlineSnapshot(`
    "package shop

    const port = 80



    func Send() {
    <<<<<<< this answer
    	injectByHand()
    ||||||| made from
    	inject()
    =======
    	inject(header)
    >>>>>>> as it is now
    }
    "
  `);
  expect((await run('--record')).code).toBe(1);
  expect(await checked()).toContain(`${SOLUTION}\n  A merge left its marks in answers`);
  expect((await run('--update')).code).toBe(1);
  put(SOLUTION, HEALTHY.replace('inject()', 'injectByHand(header)'));
  put('labs/lost/mistakes/mend/split/internal/shop/shop.go', HEALTHY.replace('\tinject()\n', ''));
  expect((await run('--record')).code).toBe(0);
  expect(await checked()).toBe('');
});

test('an old version that this clone does not hold is told, and nothing is changed', async () => {
  put(SHOP, HEALTHY.replace('80', '81'));
  await run('--record');
  put(SHOP, HEALTHY.replace('80', '8080'));
  const before = textOf(SOLUTION);
  expect(await run('--update')).toMatchInlineSnapshot(`
    {
      "code": 1,
      "said": "NO BASE    labs/lost/solution/mend/internal/shop/shop.go: the version it was made from, git blob 59bf18dd57367b193f78c2fe1fd2ea66f510ccef, is not in this clone
      next: in a shallow clone, git fetch --unshallow and the same command again; otherwise merge it by hand, then npm run answers -- --record
    NO BASE    labs/lost/mistakes/mend/split/internal/shop/shop.go: the version it was made from, git blob 59bf18dd57367b193f78c2fe1fd2ea66f510ccef, is not in this clone
      next: in a shallow clone, git fetch --unshallow and the same command again; otherwise merge it by hand, then npm run answers -- --record

    2 answers are left for you.",
    }
  `);
  expect(textOf(SOLUTION)).toBe(before);
});

test('a lab’s start follows the Bookstore, and in the same go its answers follow the start', async () => {
  const start = 'labs/lost/start/internal/shop/shop.go';
  put(start, HEALTHY.replace('\tinject()\n', ''));
  execFileSync('git', ['add', '-A'], { cwd: root });
  await run('--record');
  put(SHOP, HEALTHY.replace('80', '8080'));
  expect((await run('--update')).code).toBe(0);
  expect([textOf(start), textOf(SOLUTION)].map((text) => text.includes('8080'))).toEqual([true, true]);
  expect(textOf(SOLUTION)).toContain('injectByHand()');
});

test('answers to a file that is gone, and entries of answers that are gone, are told', async () => {
  await run('--record');
  rmSync(join(root, SOLUTION));
  rmSync(join(root, SHOP));
  expect(await checked()).toMatchInlineSnapshot(`
    "labs/lost/made-from.yaml
      internal/shop/shop.go is not in the Bookstore any more, and answers replace it: mistakes/mend/split/internal/shop/shop.go
      next: move or remove them, then npm run answers -- --lab lost --record
    labs/lost/made-from.yaml
      It names answers that are not there: solution/mend/internal/shop/shop.go
      next: npm run answers -- --lab lost --record"
  `);
});

test('a record that cannot be read is told like any other file', async () => {
  put('labs/lost/made-from.yaml', 'solution/mend/a.go: newest\n');
  expect(await checked()).toMatchInlineSnapshot(`
    "labs/lost/made-from.yaml:1:21
      solution/mend/a.go: expected text that matches /^[0-9a-f]{40}$/, received "newest"
      next: rewrite the value in this form"
  `);
});

test.each([[['--merge']], [['--update', '--record']], [['--lab', 'found']]])(
  '%j is refused',
  async (argv) => {
    const { code, said } = await run(...argv);
    expect(code).toBe(64);
    expect(said).toMatch(/--help|no lab/);
  },
);
