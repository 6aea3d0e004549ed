import { expect, test } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { createCheckRuns } from '#bench/checks/check-runs.ts';
import type { LabGrading } from '#bench/labs/load-grading.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import type { Step } from '#course/lab.ts';
import type { Check } from '#grading/check.ts';
import type { Experiment } from '#grading/experiment.ts';
import type { Runtime } from '#runtimes/runtime.ts';

const open = {
  lab: { id: 'slow', setup: { parts: [] }, steps: [{ id: 'wait' }] },
  workspace: { folder: '/w' },
} as unknown as OpenLab;
const step = { id: 'wait' } as Step;

/** Runs a check that never ends, and gives how the attempt was kept, with the milliseconds it took. */
async function ended(experiment: Partial<Experiment<unknown>> | undefined, limit: number) {
  const never = (context: Parameters<Check>[0]) =>
    new Promise<never>((_, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
    });
  const checks = { wait: Object.assign(never, experiment && { experiment }) as Check };
  const findings: LabGrading['findings'] = {};
  const events: BenchEvent[] = [];
  const runs = createCheckRuns({
    grading: async () => ({ checks, findings }),
    runtime: {
      status: () => [],
      endpoints: () => ({ otlpHttp: 'http://127.0.0.1:9' }),
    } as unknown as Runtime,
    attempts: { add: (attempt) => ({ id: 1, number: 1, ...attempt }) },
    versions: async () => ({ 'a.go': 'v1' }),
    isSolved: () => false,
    begun: () => 0,
    emit: (event) => events.push(event),
    log: () => {},
    signal: new AbortController().signal,
    limit,
  });
  const began = performance.now();
  runs.start(open, step);
  await runs.idle();
  return { last: events.at(-1), took: performance.now() - began };
}

test('a check has the time that its experiment names', async () => {
  const { last, took } = await ended({ limit: 80 }, 60_000);
  expect(last).toMatchObject({ state: 'done', attempt: { verdict: { finding: 'check-too-slow' } } });
  expect(took).toBeGreaterThanOrEqual(75);
  expect(took).toBeLessThan(10_000);
});

test('and otherwise that of the server', async () => {
  const { last } = await ended(undefined, 60);
  expect(last).toMatchObject({ attempt: { verdict: { status: 'broken', finding: 'check-too-slow' } } });
});
