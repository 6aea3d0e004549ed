import { expect, it, vi } from 'vitest';
import { openBench } from './open-bench.ts';

async function ready() {
  const bench = await openBench();
  await bench.call('POST', '/api/runtime/up');
  await vi.waitFor(() => expect(bench.lifecycle.state().ready).toBe(true));
  bench.runtime.asked.length = 0;
  return bench;
}

it('are built before a checkout is sent, and its answer says what came of them', {
  timeout: 30_000,
}, async () => {
  const { call, runtime, workspace } = await ready();
  runtime.edited.add('storefront');
  const sent = await call('POST', '/api/labs/demo/checkout');
  expect([sent.status, sent.body.deployed]).toEqual([200, { status: 'ok', restarted: ['storefront'] }]);
  expect(runtime.asked).toEqual([`apply ${workspace}`]);
  runtime.deployed = { status: 'does-not-build', service: 'orders', errors: [], output: '' };
  const older = await call('POST', '/api/labs/demo/checkout');
  expect(older.body.deployed).toMatchObject({ status: 'does-not-build', service: 'orders' });
});

it('stay as they are while a check looks at the bench', { timeout: 30_000 }, async () => {
  const { call, runtime, checks } = await ready();
  await call('POST', '/api/labs/demo/steps/hangs/check');
  await vi.waitFor(() => expect(checks.busy()).toBe(true));
  const sent = await call('POST', '/api/labs/demo/checkout');
  expect([sent.status, sent.body.deployed]).toEqual([200, undefined]);
  expect(runtime.asked).toEqual([]);
  await call('DELETE', '/api/labs/demo/check');
});

it('are built before a step’s command goes into the terminal', { timeout: 30_000 }, async () => {
  const { call, runtime, workspace } = await ready();
  const { body: terminal } = await call('POST', '/api/terminals', { name: 'shell', lab: 'demo' });
  runtime.edited.add('catalog');
  const run = () => call('POST', '/api/labs/demo/steps/passes/commands/greet/run', { terminal: terminal.id });
  const first = await run();
  expect(first.body.deployed).toEqual({ status: 'ok', restarted: ['catalog'] });
  expect(runtime.asked[0]).toBe(`apply ${workspace}`);
});
