import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { stepStart } from '#bench/workspace/module-files.ts';
import { layAnswer } from '#cli/prove/answer.ts';
import { statesOf } from '#cli/prove/states.ts';
import { writeModule } from '#cli/prove/write-module.ts';
import { loadLab } from '#course/load/load-lab.ts';

const labs = resolve(import.meta.dirname, '../../../../labs');
const lab = await loadLab(labs, 'split-trace');
const start = await stepStart(labs, lab, 'break');
const CLIENT = 'internal/storefront/orders_client.go';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-prove-'));
});

function put(path: string, text = 'package x\n'): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('an answer', () => {
  test('of one file is laid over the start', async () => {
    const file = put(CLIENT);
    const answer = await layAnswer(start, lab, folder);
    expect(answer.ok && answer.files.get(CLIENT)).toBe(file);
    expect(answer.ok && answer.files.size).toBe(start.size);
  });

  test('may add files', async () => {
    put('internal/extra/extra.go');
    put('README.txt');
    const answer = await layAnswer(start, lab, folder);
    expect(answer.ok && answer.files.size).toBe(start.size + 1);
  });

  test('that is the whole module stands for itself', async () => {
    for (const path of ['go.mod', 'cmd/storefront/main.go', CLIENT]) put(path);
    const answer = await layAnswer(start, lab, folder);
    expect(answer.ok && [...answer.files.keys()]).toEqual(['cmd/storefront/main.go', 'go.mod', CLIENT]);
  });

  test('that is not there, or a file, or holds nothing of use, is refused', async () => {
    const refused = async (path: string) => {
      const answer = await layAnswer(start, lab, path);
      return answer.ok ? 'accepted' : answer.problem.replaceAll(folder, '<folder>');
    };
    expect(await refused(join(folder, 'nowhere'))).toMatchInlineSnapshot(
      `"The folder of the answer does not exist: <folder>/nowhere"`,
    );
    expect(await refused(put('orders_client.go'))).toMatchInlineSnapshot(
      `"The folder of the answer is not a folder: <folder>/orders_client.go"`,
    );
    expect(await refused(folder)).toMatchInlineSnapshot(`
      "No file below <folder> has a place in the Bookstore’s module. It holds orders_client.go. Expected are files such as
        <folder>/internal/storefront/orders_client.go
        <folder>/internal/storefront/catalog_client.go"
    `);
  });
});

test('a step starts where the solutions before it end', async () => {
  const mend = await stepStart(labs, lab, 'mend');
  expect(mend.get(CLIENT)).toContain(join('solution', 'break'));
  expect(start.get(CLIENT)).toContain('bookstore');
});

test('the states of a lab say what they expect', async () => {
  const states = await statesOf(labs, lab);
  const expected = Object.fromEntries(states.map(({ name, expected }) => [name, expected]));
  expect(expected).toMatchObject({
    'start/baseline': { status: 'pass' },
    'start/break': { status: 'fail' },
    'solution/mend': { status: 'pass' },
    'alternatives/break/default-client': { status: 'pass' },
    'mistakes/break/client-root.no-context': { status: 'fail', finding: 'client-root' },
  });
});

test('a workspace holds exactly the module, and what is right is not touched', async () => {
  const source = put('source/a.go', 'package a\n');
  const other = put('source/b.go', 'package b\n');
  const workspace = join(folder, 'workspace');
  await writeModule(
    workspace,
    new Map([
      ['a.go', source],
      ['sub/b.go', other],
    ]),
  );
  const before = statSync(join(workspace, 'a.go')).mtimeMs;
  await writeModule(
    workspace,
    new Map([
      ['a.go', source],
      ['sub', other],
    ]),
  );
  expect(statSync(join(workspace, 'a.go')).mtimeMs).toBe(before);
  expect(readFileSync(join(workspace, 'sub'), 'utf8')).toBe('package b\n');
});
