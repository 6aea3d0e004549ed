import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createCurrentLab } from '#bench/labs/current-lab.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { openDatabase } from '#bench/progress/database.ts';
import { labsInOrder } from '#course/load/labs-in-order.ts';

const labs = new Map(['a', 'b', 'c'].map((id) => [id, { lab: { id } } as OpenLab]));
const lastOf = (database = openDatabase(':memory:').database, order = ['gone', 'c', 'a']) => {
  let time = 0;
  return { database, last: createCurrentLab(database, { labs, order, now: () => ++time }) };
};

test('while none was worked at, the first of the course is opened, and none is said to be the last', () => {
  expect(lastOf().last.get()?.lab.id).toBe('c');
  expect(lastOf().last.worked()).toBeUndefined();
  expect(lastOf(undefined, []).last.get()?.lab.id).toBe('a');
});

test('the one worked at last is remembered; one that is gone from the course gives way to the one before', () => {
  const { database, last } = lastOf();
  for (const lab of ['a', 'b', 'a', 'gone']) last.note(lab);
  expect([last.worked(), last.get()?.lab.id]).toEqual(['a', 'a']);
  last.note('b');
  expect(createCurrentLab(database, { labs, order: [] }).worked()).toBe('b');
});

test('the course’s order is that of its chapters; one that cannot be read is left out', async () => {
  const content = resolve(import.meta.dirname, '../../../../content/chapters');
  expect((await labsInOrder(content))[0]).toBe('read-a-trace');
  expect(await labsInOrder('/nowhere')).toEqual([]);
  const fixtures = resolve(import.meta.dirname, '../../../fixtures/course/chapters');
  expect(await labsInOrder(fixtures)).toMatchInlineSnapshot(`[]`);
});
