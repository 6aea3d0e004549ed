import { describe, expect, it } from 'vitest';
import type { PartView } from '#api/events.ts';
import type { RuntimeView } from '#api/runtime-view.ts';
import { statusTexts, times } from '#site/elements/bench/status-texts.ts';
import { type BenchState, reduceBench, unknownBench } from '#site/elements/server/bench-state.ts';

const ready: PartView = { part: 'orders', state: 'ready', since: 0 };
const running = {
  id: 'tempo',
  title: 'Build Tempo',
  state: 'running' as const,
  elapsed: 12_000,
  usual: 180_000,
};
const runtime: RuntimeView = {
  name: 'local',
  choices: [
    { name: 'local', where: 'this machine' },
    { name: 'kind', where: 'the kind cluster “spanwise”' },
  ],
};
const hello = { type: 'hello', instance: 'i', ready: false, runtime } as const;
const begun = reduceBench(unknownBench, { ...hello, phases: [running], parts: [ready] });

describe('following the bench', () => {
  it('takes all state from hello and forgets what it knew of an earlier server', () => {
    const old: BenchState = { ...begun, reason: 'old', check: { lab: 'l', step: 's' } };
    expect(reduceBench(old, { ...hello, phases: [], parts: [] })).toEqual({
      mode: 'bench',
      connected: true,
      instance: 'i',
      runtime: 'local',
      runtimes: runtime,
      ready: false,
      phases: [],
      parts: [],
    });
  });

  it('replaces a phase or part it knows and adds one it does not', () => {
    const dead = reduceBench(begun, { type: 'part', part: { ...ready, state: 'dead' } });
    expect(dead.parts.map(({ state }) => state)).toEqual(['dead']);
    const more = reduceBench(begun, { type: 'phase', phase: { ...running, id: 'collector' } });
    expect(more.phases.map(({ id }) => id)).toEqual(['tempo', 'collector']);
  });

  it('takes the parts and phases of another runtime, and nothing of the one before', () => {
    const cluster: PartView = { part: 'cluster', state: 'starting', since: 0 };
    const moved = reduceBench(begun, {
      type: 'runtime',
      runtime: { ...runtime, name: 'kind' },
      phases: [],
      parts: [cluster],
    });
    expect(moved).toMatchObject({ mode: 'bench', runtime: 'kind', phases: [], parts: [cluster] });
  });

  it('knows a check while it runs only', () => {
    const check = { type: 'check', lab: 'l', step: 's' } as const;
    const during = reduceBench(begun, { ...check, state: 'running', phase: 'sending a probe' });
    expect(during.check).toEqual({ lab: 'l', step: 's', phase: 'sending a probe' });
    expect(reduceBench(during, { ...check, state: 'cancelled' }).check).toBeUndefined();
  });
});

describe('the status line', () => {
  const bench: BenchState = { ...begun, ready: true, phases: [] };
  it.each<[string, BenchState]>([
    ['Looking for the bench', unknownBench],
    ['Reading only', { ...bench, mode: 'static' }],
    ['Not signed in', { ...bench, mode: 'locked' }],
    ['Server does not answer, trying again', { ...bench, connected: false }],
    ['Build Tempo, 12 s of about 3 min 0 s', begun],
    ['Stopped at: Build Tempo', { ...begun, phases: [{ ...running, state: 'failed' }] }],
    ['Checking: waiting for spans', { ...bench, check: { lab: 'l', step: 's', phase: 'waiting for spans' } }],
    ['Building orders', { ...bench, parts: [{ ...ready, build: { state: 'building', errors: [] } }] }],
    ['orders does not build', { ...bench, parts: [{ ...ready, build: { state: 'failed', errors: [] } }] }],
    ['orders has ended', { ...bench, parts: [{ ...ready, state: 'dead' }] }],
    ['Bench ready', bench],
  ])('says “%s”', (words, state) => {
    expect(statusTexts(state).words).toBe(words);
  });

  it('gives times a reader can compare', () => {
    expect(times({ elapsed: 400 })).toBe('400 ms');
    expect(times({ elapsed: 95_000, usual: 240_000 })).toBe('1 min 35 s of about 4 min 0 s');
  });
});
