import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { waitForEndpoints } from '#runtimes/kind/pods/wait-for-endpoints.ts';

const never = new AbortController().signal;
const answers = async () => ({ ok: true, detail: '' });

test('waits until every service answers, and the node calls each of them ready', async () => {
  let answering = false;
  let state: 'starting' | 'ready' = 'starting';
  let ended = false;
  const waiting = waitForEndpoints(
    {
      probe: async () => ({ ok: answering, detail: '' }),
      stateOf: (part) => (part === 'storefront' ? state : 'ready'),
    },
    never,
  ).then(() => {
    ended = true;
  });
  answering = true;
  await wait(250);
  // It answers, and would be taken for one that does not run and be started anew by the next deployment.
  expect(ended).toBe(false);
  state = 'ready';
  await waiting;
});

test('ends with its signal', async () => {
  const ending = new AbortController();
  const waiting = waitForEndpoints({ probe: answers, stateOf: () => 'starting' }, ending.signal);
  ending.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow();
});
