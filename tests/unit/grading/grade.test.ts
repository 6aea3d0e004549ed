import { describe, expect, test } from 'vitest';
import { checksOf } from '#grading/checks-of.ts';
import type { Experiment } from '#grading/experiment.ts';
import type { Judge } from '#grading/judge.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { fakeBench } from './bench.ts';

const passed: Judgement = { status: 'pass', finding: 'pass', evidence: [] };
const failed: Judgement = { status: 'fail', finding: 'too-few', evidence: [] };
const judge: Judge<number> = Object.assign((seen: number) => (seen > 2 ? passed : failed), {
  gives: ['too-few', 'pass'],
});

/** Sees a number, and what the check was given. */
function counting(seen: number, more: Partial<Experiment<number>> = {}) {
  const given: unknown[] = [];
  const experiment: Experiment<number> = {
    exhibits: [],
    async run({ workspace, answers, since }) {
      given.push({ workspace, answers, since });
      return seen;
    },
    trouble: (number) =>
      number < 0 ? { ...failed, status: 'inconclusive', finding: 'negative' } : undefined,
    troubles: ['negative'],
    traces: (number) => [{ traceId: `t${number}`, spanId: `s${number}` }],
    ...more,
  };
  return { experiment, given };
}

const ANSWERS = { spans: { kind: 'number' as const, typed: '3', value: 3 } };

function bench() {
  const fake = fakeBench();
  const apply = async () => ({ status: 'ok' as const, restarted: [] });
  const nowhere = 'http://127.0.0.1:9';
  const endpoints = () => ({
    otlpHttp: nowhere,
    tempoOtlp: nowhere,
    tempo: nowhere,
    collectorMetrics: nowhere,
  });
  return { ...fake, runtime: { ...fake.runtime, apply, endpoints } as unknown as Runtime };
}

async function graded(experiment: Experiment<number>, runtime = bench().runtime) {
  const phases: string[] = [];
  const observed: unknown[] = [];
  const judgement = await checksOf(experiment, { count: judge })['count']!({
    ...{ runtime, workspace: '/w', setup: { parts: [] }, answers: ANSWERS, since: 5 },
    progress: (phase) => phases.push(phase),
    observed: (...seen) => observed.push(seen),
    signal: new AbortController().signal,
  });
  return { judgement, phases, observed };
}

describe('a check of an experiment', () => {
  test('gives it the bench, and the judge what it saw', async () => {
    const { experiment, given } = counting(3);
    const { judgement, observed } = await graded(experiment);
    expect(judgement).toEqual(passed);
    expect(given).toEqual([{ workspace: '/w', answers: ANSWERS, since: 5 }]);
    expect(observed).toEqual([[3, [{ traceId: 't3', spanId: 's3' }]]]);
  });

  test('says of a fault only what the bench is proved to show: here the store takes nothing', async () => {
    const { judgement } = await graded(counting(1).experiment);
    expect(judgement).toMatchObject({ status: 'broken', finding: 'bench-broken', values: { part: 'tempo' } });
  });

  test('is broken when a part fails meanwhile, and the experiment is ended', async () => {
    const { runtime, change } = bench();
    const { experiment } = counting(3, {
      run: (_bench, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          change('tempo', { state: 'dead', reason: 'ended by SIGKILL' });
        }),
    });
    const { judgement } = await graded(experiment, runtime);
    expect(judgement).toMatchObject({
      status: 'broken',
      values: { part: 'tempo', reason: 'ended by SIGKILL' },
    });
  });

  test('is made again where a part was not ready for a moment', async () => {
    const { runtime, unready } = bench();
    let runs = 0;
    const { experiment } = counting(3, {
      async run() {
        runs += 1;
        unready('tempo', runs === 1);
        // The end of the first run sees the lapse; the part is well again some time after it.
        if (runs === 1) setTimeout(() => unready('tempo', false), 100);
        return 3;
      },
    });
    const { judgement, phases } = await graded(experiment, runtime);
    expect([judgement, runs]).toEqual([passed, 2]);
    expect(phases).toContain('tempo was not ready for a moment: trying again');
  });

  test('is broken where a part is not ready for a moment each time', async () => {
    const { runtime, change } = bench();
    let runs = 0;
    const { experiment } = counting(3, {
      async run() {
        runs += 1;
        change('storefront', { state: 'starting' });
        change('storefront', { state: 'ready' });
        return 3;
      },
    });
    const { judgement } = await graded(experiment, runtime);
    expect([judgement.status, judgement.stage, runs]).toEqual(['broken', 'storefront: answers', 3]);
  });

  test('judges on when a part fails that is the learner’s work', async () => {
    const { runtime, change } = bench();
    const { experiment } = counting(3, {
      exhibits: ['collector'],
      async run() {
        change('collector', { state: 'dead', reason: 'exit code 1' });
        return 3;
      },
    });
    expect((await graded(experiment, runtime)).judgement).toEqual(passed);
  });

  test('names every finding it can give, each once', () => {
    const { experiment } = counting(3);
    const { count } = checksOf(experiment, { count: judge });
    expect(count!.gives).toEqual([
      'too-few',
      'pass',
      'does-not-build',
      'does-not-configure',
      'does-not-start',
      'bench-broken',
      'negative',
    ]);
    expect([count!.experiment, count!.judge]).toEqual([experiment, judge]);
  });
});
