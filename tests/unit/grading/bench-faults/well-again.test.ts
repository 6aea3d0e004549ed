import { expect, test } from 'vitest';
import { wellAgain } from '#grading/bench-faults/well-again.ts';
import { fakeBench } from '../bench.ts';

const never = new AbortController().signal;

test('a bench is well when every part is ready and answers', async () => {
  const { runtime, unready, change } = fakeBench();
  unready('tempo');
  change('orders', { state: 'starting' });
  const well = wellAgain(runtime, [], 'waits', never);
  unready('tempo', false);
  change('orders', { state: 'ready' });
  expect(await well).toBe(true);
});

test('a part that stays unready is not waited for without end', async () => {
  const { runtime, unready } = fakeBench();
  unready('tempo');
  expect(await wellAgain(runtime, [], 'waits', never, 10)).toBe(false);
});

test('how a part fares that is the learner’s work does not matter', async () => {
  const { runtime, silence } = fakeBench();
  silence('collector');
  expect(await wellAgain(runtime, ['collector'], 'silent', never, 10)).toBe(true);
});

test('the wait ends with its signal', async () => {
  const { runtime, unready } = fakeBench();
  unready('tempo');
  await expect(wellAgain(runtime, [], 'silent', AbortSignal.timeout(20))).rejects.toThrow();
});
