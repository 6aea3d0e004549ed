import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteDraft, swapSite } from '#server/site/swap-site.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-swap-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function site(folder: string, text: string, ...assets: string[]): string {
  mkdirSync(join(folder, '_astro'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), text);
  for (const name of assets) writeFileSync(join(folder, '_astro', name), name);
  return folder;
}

test('the new site is there, and what open pages of the old one may still ask for', () => {
  const old = site(join(root, 'dist'), 'old', 'a.1.js', 'b.js', 'ancient.js');
  const long = new Date(Date.now() - 48 * 60 * 60_000);
  utimesSync(join(old, '_astro/ancient.js'), long, long);
  swapSite(root, site(siteDraft(root), 'new', 'a.2.js', 'b.js'));
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('new');
  expect(readdirSync(join(root, 'dist/_astro')).toSorted()).toEqual(['a.1.js', 'a.2.js', 'b.js']);
  expect(readdirSync(root)).toEqual(['dist']);
});

test('a first site needs no old one', () => {
  swapSite(root, site(siteDraft(root), 'new'));
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('new');
});

test('a draft that is not there leaves the old site in its place', () => {
  site(join(root, 'dist'), 'old');
  expect(() => swapSite(root, siteDraft(root))).toThrow('ENOENT');
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('old');
});

test('drafts of builds that were cut short go, those of others that run stay', () => {
  // No process has the number 4194305: it is above the most that Linux gives.
  for (const name of ['dist.4194305', 'dist.old.4194305', `dist.${process.ppid}`, 'dist.notes'])
    mkdirSync(join(root, name));
  expect(existsSync(siteDraft(root))).toBe(false);
  expect(readdirSync(root).toSorted()).toEqual([`dist.${process.ppid}`, 'dist.notes']);
});
