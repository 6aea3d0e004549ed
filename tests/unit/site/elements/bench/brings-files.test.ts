import { expect, test } from 'vitest';
import type { LabView } from '#api/lab-view.ts';
import { bringsFiles } from '#site/elements/bench/brings-files.ts';

const view = (changed: readonly string[], alike = true) =>
  ({
    current: 'second',
    steps: [
      { id: 'first', alike },
      { id: 'second', alike: true },
    ],
    files: ['answers.yaml', 'span.json'].map((path) => ({
      path,
      version: '',
      changed: changed.includes(path),
    })),
  }) as unknown as LabView;

test('a step is brought to only where a file would change', () => {
  expect(bringsFiles(view([]), 'first')).toBe(false);
  expect(bringsFiles(view(['answers.yaml']), 'first')).toBe(false);
  expect(bringsFiles(view(['span.json']), 'first')).toBe(true);
  expect(bringsFiles(view([], false), 'first')).toBe(true);
  expect(bringsFiles(view(['span.json']), 'second')).toBe(false);
  expect(bringsFiles(view([], false), 'third')).toBe(false);
});
