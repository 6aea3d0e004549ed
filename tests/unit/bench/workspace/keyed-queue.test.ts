import { expect, it } from 'vitest';
import { createKeyedQueue } from '#bench/workspace/keyed-queue.ts';

it('lets work under one name wait for the one before, also after a failure, and others go on', async () => {
  const exclusive = createKeyedQueue();
  const told: string[] = [];
  let release: () => void = () => {};
  const first = exclusive('a', async () => {
    await new Promise<void>((resolve) => (release = resolve));
    told.push('first');
    throw new Error('failed');
  });
  const second = exclusive('a', () => told.push('second'));
  await exclusive('b', () => told.push('other'));
  release();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(told).toEqual(['other', 'first', 'second']);
});
