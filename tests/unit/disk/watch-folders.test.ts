import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchFolders } from '#disk/watch-folders.ts';

function watched(deep: boolean) {
  const root = mkdtempSync(join(tmpdir(), 'spanwise-watch-'));
  const ending = new AbortController();
  onTestFinished(() => {
    ending.abort();
    rmSync(root, { recursive: true, force: true });
  });
  const [names, refused]: [(string | undefined)[], string[]] = [[], []];
  mkdirSync(join(root, 'a/b'), { recursive: true });
  const start = (folders = [join(root, 'a')]) =>
    watchFolders({
      folders,
      deep,
      changed: (name) => names.push(name),
      cannot: (reason) => refused.push(reason.replaceAll(root, '')),
      signal: ending.signal,
    });
  const write = (path: string) => writeFileSync(join(root, path), `${Math.random()}`);
  const tells = (name: string) => vi.waitFor(() => expect(names).toContain(name), { timeout: 5_000 });
  return { root, ending, names, refused, start, write, tells };
}

test('tells of files, and of those put in place of others, in the folder alone', async () => {
  const { root, names, start, write, tells } = watched(false);
  write('a/one');
  start();
  write('a/b/below');
  write('a/one');
  await tells('one');
  names.length = 0;
  write('new');
  renameSync(join(root, 'new'), join(root, 'a/one'));
  await tells('one');
  write('a/one');
  await vi.waitFor(() => expect(names.length).toBeGreaterThan(1));
  expect(names).not.toContain('below');
});

test('watches folders below, those that come later or are replaced too', async () => {
  const { root, names, start, write, tells } = watched(true);
  start();
  write('a/b/below');
  await tells('below');
  mkdirSync(join(root, 'a/c'));
  await tells('c');
  write('a/c/late');
  await tells('late');
  renameSync(join(root, 'a/c'), join(root, 'a/d'));
  await tells('d');
  mkdirSync(join(root, 'a/c/deep'), { recursive: true });
  await vi.waitFor(() => expect(names.filter((name) => name === 'c').length).toBeGreaterThan(2));
  write('a/c/deep/again');
  write('a/d/moved');
  await tells('again');
  await tells('moved');
});

test('says once what cannot be watched', () => {
  const { root, refused, start } = watched(true);
  start([join(root, 'gone'), join(root, 'gone too'), join(root, 'a')]);
  expect(refused).toMatchInlineSnapshot(`
    [
      "/gone cannot be watched: ENOENT: no such file or directory, watch '/gone'",
    ]
  `);
});

test('ends with its signal', async () => {
  const { ending, names, start, write } = watched(true);
  start();
  ending.abort();
  write('a/one');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(names).toEqual([]);
});
