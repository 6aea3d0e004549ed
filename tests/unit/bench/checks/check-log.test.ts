import { expect, test } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { createCheckLog } from '#bench/checks/check-log.ts';

const told = (state: 'running' | 'done' | 'cancelled', phase?: string): BenchEvent => ({
  type: 'check',
  lab: 'demo',
  step: 'one',
  state,
  phase,
});

test('a check has one number from its beginning to its end, and the next another', () => {
  const log = createCheckLog();
  expect(log.newest()).toBeUndefined();
  log.note({ type: 'ready', ready: true });
  for (const event of [told('running'), told('running', 'Looking')]) log.note(event);
  expect(log.newest()).toMatchObject({ run: 1, state: 'running', phase: 'Looking' });
  log.note(told('cancelled'));
  log.note(told('running'));
  expect(log.find(1)).toMatchObject({ state: 'cancelled' });
  expect(log.find(2)).toMatchObject({ state: 'running' });
});

test('those that ended long ago are forgotten', () => {
  const log = createCheckLog();
  for (let run = 1; run <= 100; run++)
    for (const state of ['running', 'done'] as const) log.note(told(state));
  const known = Array.from({ length: 101 }, (_, run) => log.find(run)).filter(Boolean);
  expect([known.length, log.newest()?.run]).toEqual([20, 100]);
});
