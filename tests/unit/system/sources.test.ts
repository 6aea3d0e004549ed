import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SERVICES } from '#system/part-names.ts';
import { callFile, entryFile, isEdge } from '#system/sources.ts';

const bookstore = resolve(import.meta.dirname, '../../../labs/bookstore');

test('the files that verdicts name are there and do with the context what is said of them', () => {
  for (const service of SERVICES) {
    const [call, entry] = [callFile(service)!, entryFile(service)!];
    expect(existsSync(join(bookstore, call)), call).toBe(true);
    expect(readFileSync(join(bookstore, entry), 'utf8'), entry).toMatch(/otelhttp\.NewHandler|\.Extract\(/);
    if (!isEdge(service))
      expect(readFileSync(join(bookstore, call), 'utf8'), call).toMatch(/otelhttp\.NewTransport|\.Inject\(/);
  }
});

test('only storefront is called from outside alone', () => {
  expect(SERVICES.filter((service) => isEdge(service))).toEqual(['storefront']);
  expect([isEdge('tempo'), isEdge('spanwise'), callFile('tempo')]).toEqual([false, false, undefined]);
});
