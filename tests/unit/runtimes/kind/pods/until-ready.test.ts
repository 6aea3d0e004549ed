import { beforeEach, describe, expect, test } from 'vitest';
import { untilReady } from '#runtimes/kind/pods/until-ready.ts';
import type { PartStatus } from '#runtimes/runtime.ts';
import { BENCH_PARTS, type BenchPart, type Service } from '#system/part-names.ts';

let statuses: Map<BenchPart, PartStatus>;
let unbuilt: Service[];

beforeEach(() => {
  statuses = new Map(BENCH_PARTS.map((part) => [part, { part, state: 'ready', generation: 1, since: 0 }]));
  unbuilt = [];
});

const become = (part: BenchPart, more: Partial<PartStatus>) =>
  statuses.set(part, { ...statuses.get(part)!, ...more });
const ended = { code: 3, signal: null, time: 1, afterReady: false };
const wait = (signal = AbortSignal.timeout(600)) => {
  const pods = { of: () => undefined };
  const states = { of: (part: BenchPart) => statuses.get(part)! };
  const session = { pods, states } as unknown as Parameters<typeof untilReady>[0]['session'];
  return untilReady({ session, isBuilt: (one) => !unbuilt.includes(one), detail: () => undefined, signal });
};

describe('a start on a cluster', () => {
  test('is done when every part is ready', async () => {
    expect(await wait()).toBeUndefined();
  });

  test('does not wait for a service that does not compile, nor for those that ask it', async () => {
    unbuilt = ['orders'];
    become('orders', { state: 'absent' });
    become('storefront', { state: 'starting' });
    expect(await wait()).toBe('orders could not be built');
  });

  test('does not wait for a program that ends by itself, once that is sure', async () => {
    const reason = 'ended with exit code 3; its last line: panic: no';
    become('storefront', { state: 'dead', reason, lastExit: ended, since: Date.now() });
    await expect(wait()).rejects.toThrow();
    become('storefront', { since: Date.now() - 9000 });
    expect(await wait()).toBe('storefront is dead: ended with exit code 3; its last line: panic: no');
  });

  test('waits for the stack, and for a service that was ready before or was killed', async () => {
    become('tempo', { state: 'dead', lastExit: ended, since: 0 });
    await expect(wait()).rejects.toThrow();
    become('tempo', { state: 'ready' });
    become('catalog', { state: 'dead', lastExit: { ...ended, afterReady: true }, since: 0 });
    await expect(wait()).rejects.toThrow();
    become('catalog', { lastExit: { ...ended, code: null, signal: 'SIGKILL' } });
    await expect(wait()).rejects.toThrow();
  });
});
