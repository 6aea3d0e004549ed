import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepGrading } from '#bench/labs/load-grading.ts';
import { openLabs } from '#bench/labs/open-labs.ts';
import { labReloader } from '#bench/labs/reload-labs.ts';

const course = resolve(import.meta.dirname, '../../../fixtures/server-course');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spanwise-reload-'));
  await cp(join(course, 'labs'), join(root, 'labs'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

async function running() {
  const labsFolder = join(root, 'labs');
  const stateFolder = join(root, 'state');
  const labs = await openLabs(labsFolder, stateFolder);
  const opened: string[] = [];
  const reload = await labReloader({
    labsFolder,
    stateFolder,
    labs,
    opened: ({ lab }, before) => opened.push(`${before?.lab.title ?? 'nothing'} → ${lab.title}`),
  });
  return { labs, reload, opened };
}

async function edit(path: string, before: string | RegExp, after: string): Promise<void> {
  const file = join(root, path);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(before);
  await writeFile(file, text.replace(before, after));
}

describe('while the server runs', () => {
  test('nothing is read again where nothing changed', async () => {
    const { reload } = await running();
    expect(await reload()).toEqual({ changed: [], problems: [] });
  });

  test('an edited lab.yaml is taken up', async () => {
    const { labs, reload, opened } = await running();
    const before = labs.get('demo')!.lab.title;
    await edit('labs/demo/lab.yaml', /^title: .*$/m, 'title: Another');
    expect(await reload()).toEqual({ changed: ['demo'], problems: [] });
    expect(labs.get('demo')!.lab.title).toBe('Another');
    expect(opened).toEqual([`${before} → Another`]);
  });

  test('one with a mistake stays as it was, is told each time, and is taken up when it is mended', async () => {
    const { labs, reload } = await running();
    const before = labs.get('demo')!.lab.title;
    await edit('labs/demo/lab.yaml', /^title: .*$/m, 'title: [no, text]');
    const { changed, problems } = await reload();
    expect(changed).toEqual([]);
    expect(problems.join()).toContain('title');
    expect(problems.join()).not.toMatch(/^\s+at /m);
    expect(labs.get('demo')!.lab.title).toBe(before);
    expect((await reload()).problems).toEqual(problems);
    await edit('labs/demo/lab.yaml', /^title: .*$/m, `title: ${before}`);
    expect(await reload()).toEqual({ changed: ['demo'], problems: [] });
  });

  test('files of the start that the learner did not touch follow, others stay', async () => {
    const { labs, reload } = await running();
    const { folder } = labs.get('demo')!.workspace;
    await writeFile(join(folder, 'internal/shop/name.go'), 'package shop // mine\n');
    await writeFile(join(root, 'labs/demo/start/internal/shop/price.go'), 'package shop // new\n');
    await writeFile(join(root, 'labs/bookstore/internal/shop/name.go'), 'package shop // newer\n');
    await reload();
    expect(await readFile(join(folder, 'internal/shop/price.go'), 'utf8')).toBe('package shop // new\n');
    expect(await readFile(join(folder, 'internal/shop/name.go'), 'utf8')).toBe('package shop // mine\n');
  });

  test('a new lab is opened, and one that is gone is closed', async () => {
    const { labs, reload } = await running();
    const before = [...labs.keys()];
    await cp(join(root, 'labs/demo'), join(root, 'labs/second'), { recursive: true });
    await edit('labs/second/lab.yaml', /^id: .*$/m, 'id: second');
    expect((await reload()).changed).toEqual(['second']);
    await rm(join(root, 'labs/second'), { recursive: true });
    expect((await reload()).changed).toEqual(['second']);
    expect([...labs.keys()]).toEqual(before);
  });

  test('an edited check judges the next attempt; one that cannot be imported does not', async () => {
    const grading = keepGrading(join(root, 'labs'));
    const statusOf = async () =>
      (await (await grading('demo')).checks['passes']!({ progress() {} } as never)).finding;
    expect(await statusOf()).toBe('pass');
    await edit('labs/demo/checks.ts', "finding: 'pass'", "finding: 'edited'");
    expect(await statusOf()).toBe('edited');
    await edit('labs/demo/checks.ts', 'export const', 'export const const');
    expect(await statusOf()).toBe('edited');
    const { reload } = await running();
    await writeFile(join(root, 'labs/demo/checks.ts'), 'export const check = {};\n');
    expect((await reload()).problems.join()).toContain('export const checks');
  });
});
