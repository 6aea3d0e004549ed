import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
/** Import paths of packages that come from elsewhere: their first part is a host. */
const foreign = (text: string) =>
  [...text.matchAll(/"([\w-]+\.[\w.-]+\/[\w./-]+)"/g)].map(([, path]) => path!);
const inGo = (folder: string) =>
  globSync(`labs/instrument-catalog/${folder}/**/*.go`, { cwd: ROOT }).flatMap((file) => foreign(read(file)));

test('chapter 04 lists the import path of each package that its first lab needs, and none that is not there', () => {
  const chapter = read('content/chapters/04-instrument/index.mdx');
  const fold = /<summary>Where the packages are.*?<\/details>/s.exec(chapter)?.[0] ?? '';
  const listed = foreign(fold);
  const given = new Set(inGo('start'));
  const needed = new Set(inGo('solution').filter((path) => !given.has(path)));
  expect(needed.size).toBeGreaterThan(5);
  expect([...needed].filter((path) => !listed.includes(path))).toEqual([]);
  const modules = [...read('labs/bookstore/go.mod').matchAll(/^\s+(\S+) v/gm)].map(([, path]) => path!);
  expect(listed.filter((path) => !modules.some((one) => `${path}/`.startsWith(`${one}/`)))).toEqual([]);
});
