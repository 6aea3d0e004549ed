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

it('begins with this machine, also where something else was kept', () => {
  expect(runtimeToShow(undefined, storageOf({}))).toBe('local');
  expect(runtimeToShow(undefined, storageOf({ 'spanwise.runtime': 'toString' }))).toBe('local');
});
