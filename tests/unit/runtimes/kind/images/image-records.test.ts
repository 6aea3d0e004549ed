import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  forgetImages,
  noteImages,
  readImageRecords,
  recordsFolder,
  removable,
} from '#runtimes/kind/images/image-records.ts';

let cache: string;
let mine: string;
let theirs: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'spanwise-records-'));
  [mine, theirs] = [join(cache, 'mine'), join(cache, 'theirs')];
  for (const state of [mine, theirs]) mkdirSync(state);
});
afterEach(() => rmSync(cache, { recursive: true }));

function use(state: string, ...images: string[]): void {
  for (const image of images) noteImages({ cache, state }, [{ name: image.split(':')[0]!, image }]);
}

const open = () => removable(readImageRecords(cache), mine);

test('of each program the newest two stay', () => {
  use(mine, 'orders:1', 'catalog:1', 'orders:2', 'orders:3');
  expect(open()).toEqual(['orders:1']);
});

test('one that is used again is the newest, so that an undo finds the one before', () => {
  use(mine, 'orders:1', 'orders:2', 'orders:1', 'orders:3');
  expect(open()).toEqual(['orders:2']);
});

test('another bench’s are none of ours, and neither are those that both have', () => {
  use(theirs, 'orders:1', 'orders:2', 'orders:3');
  use(mine, 'orders:2', 'orders:5', 'orders:6', 'orders:7');
  expect(open()).toEqual(['orders:5']);
});

test('those of a bench that is gone are everybody’s to remove, unless somebody keeps them', () => {
  use(theirs, 'orders:1', 'orders:2');
  use(mine, 'orders:2');
  rmSync(theirs, { recursive: true });
  expect(open()).toEqual(['orders:1']);
});

test('what was removed is struck off, and the record of a bench that is gone goes with its last image', () => {
  use(theirs, 'orders:1');
  use(mine, 'orders:1', 'orders:2');
  rmSync(theirs, { recursive: true });
  forgetImages(cache, new Set(['orders:1']));
  expect(readImageRecords(cache)).toEqual([{ state: mine, images: { orders: ['orders:2'] } }]);
});

test('a spoilt record, and a full disk, cost the record and no more', () => {
  use(mine, 'orders:1');
  writeFileSync(join(recordsFolder(cache), 'spoilt.json'), '{"state":');
  writeFileSync(join(recordsFolder(cache), 'future.json'), '{"version":7}');
  expect(readImageRecords(cache)).toHaveLength(1);
  writeFileSync(join(cache, 'file'), '');
  noteImages({ cache: join(cache, 'file'), state: mine }, [{ name: 'orders', image: 'orders:2' }]);
  expect(existsSync(recordsFolder(cache))).toBe(true);
  expect(readdirSync(recordsFolder(cache))).toHaveLength(3);
});
