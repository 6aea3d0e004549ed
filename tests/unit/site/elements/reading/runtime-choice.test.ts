import { expect, it } from 'vitest';
import { chooseRuntime, runtimeToShow } from '#site/elements/reading/runtime-choice.ts';

const storageOf = (kept: Record<string, string>) =>
  ({
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  }) as Storage;

it('shows the runtime of the bench, whatever was chosen without one', () => {
  const storage = storageOf({});
  chooseRuntime(storage, 'kind');
  expect(runtimeToShow(undefined, storage)).toBe('kind');
  expect(runtimeToShow('local', storage)).toBe('local');
});

it('begins with this machine, also where nothing can be kept or something else was', () => {
  expect(runtimeToShow(undefined, undefined)).toBe('local');
  expect(runtimeToShow(undefined, storageOf({ 'spanwise.runtime': 'toString' }))).toBe('local');
  const forbidden = {
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('full');
    },
  } as unknown as Storage;
  chooseRuntime(forbidden, 'kind');
  expect(runtimeToShow(undefined, forbidden)).toBe('local');
});
