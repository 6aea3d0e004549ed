import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { labNew } from '#cli/lab-new/lab-new.ts';
import { kindsOfLabs, makeLab } from '#cli/lab-new/make-lab.ts';
import { loadLab } from '#course/load/load-lab.ts';

const repository = resolve(import.meta.dirname, '../../../..');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spanwise-lab-new-'));
  await mkdir(join(root, 'labs'));
  await symlink(join(repository, 'labs/templates'), join(root, 'labs/templates'));
});
afterEach(() => rm(root, { recursive: true }));

async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const out = vi.spyOn(console, 'log').mockImplementation((text) => void lines.push(text));
  const err = vi.spyOn(console, 'error').mockImplementation((text) => void lines.push(text));
  const code = await labNew(root, argv);
  out.mockRestore();
  err.mockRestore();
  return { code, said: lines.join('\n') };
}

test('a new lab, and what to do with it', async () => {
  const { code, said } = await run('lost-headers');
  expect(code).toBe(0);
  expect(said).toMatchInlineSnapshot(`
    "Made labs/lost-headers: a small lab that runs, is graded and proved as it is.

      labs/lost-headers/alternatives/mend/transport-on-a-transport-of-its-own/internal/storefront/orders_client.go
      labs/lost-headers/alternatives/mend/transport-without-a-base/internal/storefront/orders_client.go
      labs/lost-headers/checks.ts
      labs/lost-headers/findings.yaml
      labs/lost-headers/lab.yaml
      labs/lost-headers/made-from.yaml
      labs/lost-headers/mistakes/mend/client-root.background-context/internal/storefront/orders_client.go
      labs/lost-headers/mistakes/mend/split-trace.header-of-its-own/internal/storefront/orders_client.go
      labs/lost-headers/solution/mend/internal/storefront/orders_client.go
      labs/lost-headers/start/internal/storefront/orders_client.go

    Turn it into yours, in this order; CONTRIBUTING.md says more:
      1. See it proved. The stack stays up for the next call.
           npm run prove -- --lab lost-headers --keep
      2. lab.yaml and start/: what the learner finds and does.
      3. solution/, alternatives/ and mistakes/: right and wrong answers, before the check.
         A step's id is also the name of folders there, and stands in checks.ts and findings.yaml.
           npm run answers -- --lab lost-headers --record
      4. checks.ts and findings.yaml: choose diagnoses from the table in docs/labs.md.
      5. See what is missing or leads nowhere, and prove it until it ends with “0 wrong”.
           npm run check
           npm run prove -- --lab lost-headers --keep
           npm run prove -- --lab lost-headers --times 50 --busy
           npm run prove -- --stop
      6. Keep what the checks saw, so that unit tests judge it without a stack.
           npm run observe -- --lab lost-headers
           npm run verify
      7. Keep what readers without a bench are shown.
           npm run record -- --lab lost-headers
      8. Add “lost-headers” to labs: of a chapter, and <Step lab="lost-headers" step="…" /> to its text.
    "
  `);
  const made = await filesBelow(join(root, 'labs/lost-headers'));
  expect(made).toEqual(await filesBelow(join(repository, 'labs/templates/checkout')));
});

test.each(await kindsOfLabs(join(repository, 'labs')))('one like %s has a name of its own', async (kind) => {
  const { code } = await run('lost-headers', '--like', kind);
  expect(code).toBe(0);
  expect(await loadLab(join(root, 'labs'), 'lost-headers')).toMatchObject({
    ...{ id: 'lost-headers', title: 'lost-headers, a lab to be written' },
  });
  const text = await readFile(join(root, 'labs/lost-headers/lab.yaml'), 'utf8');
  expect(text).toContain('$schema=../../docs/schemas/lab.json\n');
  expect(text).not.toContain('../../../');
});

test('help tells of every kind there is', async () => {
  const { code, said } = await run('--help');
  expect(code).toBe(0);
  expect([...said.matchAll(/--like (\S+) /g)].map(([, kind]) => kind)).toEqual(
    await kindsOfLabs(join(repository, 'labs')),
  );
});

test.each([
  ['without an id', [], 'Which id should the lab have? For example: npm run lab:new -- lost-headers'],
  [
    'with an id that is none',
    ['Lost Headers'],
    '“Lost Headers” is no id: lower-case letters, digits and hyphens, a letter first. For example: lost-headers',
  ],
  ['with two', ['lost', 'headers'], 'One id at a time, not “lost headers”. Ids hold no spaces.'],
  [
    'with the name of another folder',
    ['bookstore'],
    '“bookstore” is not free: the folder labs/bookstore is something else than a lab.',
  ],
  [
    'with the name of the folder of templates',
    ['templates', '--like', 'collector'],
    '“templates” is not free: the folder labs/templates is something else than a lab.',
  ],
])('%s nothing is made', async (_, argv, expected) => {
  const { code, said } = await run(...argv);
  expect(code).toBe(64);
  expect(said).toBe(expected);
  expect(await readdir(join(root, 'labs'))).toEqual(['templates']);
});

test('an unknown kind, a kind without a name and an unknown option are named', async () => {
  expect(await run('lost-headers', '--like', 'quiz')).toMatchInlineSnapshot(`
    {
      "code": 64,
      "said": "There is no kind of lab “quiz”. Kinds: checkout, collector, questions.
    See npm run lab:new -- --help for what it takes.",
    }
  `);
  expect(await run('lost-headers', '--like')).toMatchInlineSnapshot(`
    {
      "code": 64,
      "said": "Option '--like <value>' argument missing.
    See npm run lab:new -- --help for what it takes.",
    }
  `);
  expect(await run('lost-headers', '--kind', 'collector')).toMatchInlineSnapshot(`
    {
      "code": 64,
      "said": "Unknown option '--kind'.
    See npm run lab:new -- --help for what it takes.",
    }
  `);
  expect(await readdir(join(root, 'labs'))).toEqual(['templates']);
});

test('a lab that is there is left alone', async () => {
  await makeLab(join(root, 'labs'), 'taken', 'checkout');
  const file = join(root, 'labs/taken/lab.yaml');
  await writeFile(file, 'mine');
  const { code, said } = await run('taken');
  expect(code).toBe(64);
  expect(said).toMatchInlineSnapshot(
    `"labs/taken is there already, and nothing was changed. Choose another id, or remove that folder."`,
  );
  expect(await readFile(file, 'utf8')).toBe('mine');
});
