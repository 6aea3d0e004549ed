import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { waitUntilReady } from '#grading/bench-faults/wait-until-ready.ts';
import { fakeBench } from '../bench.ts';

const never = new AbortController().signal;

test('a check waits for a part that is starting, and says for which', async () => {
  const { runtime, change } = fakeBench();
  change('catalog', { state: 'starting' });
  const said: string[] = [];
  let steady = false;
  const waiting = waitUntilReady(runtime, (phase) => said.push(phase), never).then(() => {
    steady = true;
  });
  await wait(150);
  expect(steady).toBe(false);
  change('catalog', { state: 'ready' });
  await waiting;
  expect(said).toEqual(['Waiting for catalog to be ready']);
});

test('it does not wait for one that is dead, nor for ever', async () => {
  const { runtime, change } = fakeBench();
  change('tempo', { state: 'dead' });
  await waitUntilReady(runtime, () => expect.unreachable(), never);
  change('tempo', { state: 'starting' });
  await waitUntilReady(runtime, () => undefined, never, 50);
});

test('it ends with the check', async () => {
  const { runtime, change } = fakeBench();
  change('tempo', { state: 'starting' });
  await expect(waitUntilReady(runtime, () => undefined, AbortSignal.timeout(20))).rejects.toThrow();
});
