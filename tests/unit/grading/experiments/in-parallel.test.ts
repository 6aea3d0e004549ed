import { expect, test } from 'vitest';
import { inParallel } from '#grading/experiments/in-parallel.ts';

test('so many at a time, in their order, each once', async () => {
  const items = Array.from({ length: 20 }, (_, index) => index);
  const begun: number[] = [];
  let [now, most] = [0, 0];
  await inParallel(items, 4, async (item) => {
    begun.push(item);
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
  });
  expect(begun).toEqual(items);
  expect(most).toBe(4);
});

test('nothing is nothing to do, and one that fails is heard of', async () => {
  await inParallel([], 4, () => Promise.reject(new Error('never called')));
  const failing = inParallel([1, 2, 3], 2, () => Promise.reject(new Error('refused')));
  await expect(failing).rejects.toThrow('refused');
});
