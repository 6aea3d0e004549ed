import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { clientCalling } from '#cli/lab-new/clients.ts';
import { labNew } from '#cli/lab-new/lab-new.ts';
import { makeLab } from '#cli/lab-new/make-lab.ts';

const repository = resolve(import.meta.dirname, '../../../..');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spanwise-lab-new-'));
  const client = 'labs/bookstore/internal/storefront/orders_client.go';
  await mkdir(join(root, 'labs/bookstore/internal/storefront'), { recursive: true });
  await cp(join(repository, client), join(root, client));
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

      labs/lost-headers/lab.yaml
      labs/lost-headers/findings.yaml
      labs/lost-headers/checks.ts
      labs/lost-headers/start/internal/storefront/orders_client.go
      labs/lost-headers/solution/mend/internal/storefront/orders_client.go
      labs/lost-headers/alternatives/mend/transport-on-a-transport-of-its-own/internal/storefront/orders_client.go
      labs/lost-headers/alternatives/mend/transport-without-a-base/internal/storefront/orders_client.go
      labs/lost-headers/mistakes/mend/split-trace.header-of-its-own/internal/storefront/orders_client.go
      labs/lost-headers/mistakes/mend/client-root.background-context/internal/storefront/orders_client.go
      labs/lost-headers/made-from.yaml

    Turn it into yours, in this order; CONTRIBUTING.md says more:
      1. See it proved. The stack stays up for the next call.
           npm run prove -- --lab lost-headers --keep
      2. lab.yaml and start/: what the learner finds and does.
      3. solution/, alternatives/ and mistakes/: right and wrong answers, before the check.
      4. checks.ts and findings.yaml: choose diagnoses from the table in docs/labs.md.
      5. See what is missing or leads nowhere, and prove it until it ends with “0 wrong”.
           npm run check
           npm run prove -- --lab lost-headers --keep
           npm run prove -- --stop
      6. Keep what the checks saw, so that unit tests judge it without a stack.
           npm run observe -- --lab lost-headers
      7. Add “lost-headers” to labs: of a chapter, and <Step lab="lost-headers" step="…" /> to its text.
    "
  `);
  const made = await filesBelow(join(root, 'labs/lost-headers'));
  expect(said.split('\n').filter((line) => line.startsWith('  labs/lost-headers/'))).toHaveLength(
    made.length,
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
])('%s nothing is made', async (_, argv, expected) => {
  const { code, said } = await run(...argv);
  expect(code).toBe(64);
  expect(said).toBe(expected);
  expect(await filesBelow(join(root, 'labs'))).toHaveLength(1);
});

test('a lab that is there is left alone', async () => {
  await makeLab(join(root, 'labs'), 'taken');
  const file = join(root, 'labs/taken/lab.yaml');
  await writeFile(file, 'mine');
  const { code, said } = await run('taken');
  expect(code).toBe(64);
  expect(said).toMatchInlineSnapshot(
    `"labs/taken is there already, and nothing was changed. Choose another id, or remove that folder."`,
  );
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a Bookstore whose client is another is not made a lab of', () => {
  expect(() => clientCalling('package storefront')).toThrowErrorMatchingInlineSnapshot(
    `[Error: The Bookstore’s orders_client.go has changed: "Transport: otelhttp.NewTransport(http.DefaultTransport, calling(\\"/orders\\")...)," is not in it once. Adapt src/cli/lab-new/clients.ts.]`,
  );
});
