import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAsLearner } from '#bench/traffic/act-as-learner.ts';
import { layOver, type ModuleFiles, stepStart } from '#bench/workspace/module-files.ts';
import { gradeJob } from '#cli/prove/grade-job.ts';
import { isRight } from '#cli/prove/prove-states.ts';
import { openStack, type Stack } from '#cli/prove/stack.ts';
import { statesOf } from '#cli/prove/states.ts';
import { loadLab } from '#course/load/load-lab.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Phase } from '#runtimes/runtime.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { untilStarted } from '#runtimes/until-started.ts';
import { collectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';

// Labs with a setup take turns on one bench, as a learner goes from one to the other. Each verdict shows that the setup of
// the lab before is gone: a pipeline that ends nowhere, or a service that samples nothing, leaves no whole checkout.
const never = new AbortController().signal;
const labs = resolve(import.meta.dirname, '../../labs');
const fixtures = resolve(import.meta.dirname, '../fixtures/setups/labs');
let stack: Stack;
let bookstore: ModuleFiles;

beforeAll(async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'spanwise-setups-')), 'state');
  bookstore = await layOver(new Map(), join(labs, 'bookstore'));
  stack = await openStack({ state }, bookstore, () => undefined, never);
});

afterAll(async () => {
  await stack?.close();
  if (stack) await removeState(chooseFolders({ port: 0, state: stack.stateFolder }));
});

/** Grades an answer of a fixture lab, or its start. */
async function verdictOf(lab: string, step: string, answer?: string): Promise<Verdict> {
  const start = await layOver(bookstore, join(fixtures, lab, 'start'));
  const files = answer ? await layOver(start, join(fixtures, lab, answer)) : start;
  return (await gradeJob(fixtures, stack, { lab, step, files }, () => undefined, never)).verdict;
}

async function splitTrace(): Promise<Verdict> {
  const files = await stepStart(labs, await loadLab(labs, 'split-trace'), 'baseline');
  const job = { lab: 'split-trace', step: 'baseline', files };
  return (await gradeJob(labs, stack, job, () => undefined, never)).verdict;
}

describe('labs with setups, one after the other', () => {
  test('a configuration that ends nowhere is a finding, and counts are told by exporter', async () => {
    expect(await verdictOf('pipeline', 'connect')).toMatchObject({
      ...{
        status: 'fail',
        finding: 'exporter-not-in-pipeline',
        where: 'service::pipelines::traces::exporters',
      },
      observed: expect.stringMatching(/took [1-9]\d* spans; 0 went/) as string,
    });
  });

  test('it is gone with a lab that has no setup', async () => {
    expect(await splitTrace()).toMatchObject({ status: 'pass' });
  });

  test('a service has the environment of the lab', async () => {
    expect(await verdictOf('sampler', 'sample')).toMatchObject({
      ...{ status: 'fail', finding: 'half-stored' },
      // Whoever follows orders does as it says.
      observed: 'Stored are spans of catalog, storefront.',
    });
  });

  test('it is gone with the other lab, whose solution runs without health, log or metrics of its own', async () => {
    expect(await verdictOf('pipeline', 'connect', 'solution/connect')).toMatchObject({ status: 'pass' });
  });

  test('a pipeline without an exporter fails and names the place; it breaks nothing', async () => {
    const generation = collector().generation;
    expect(
      await verdictOf('pipeline', 'connect', 'mistakes/connect/does-not-configure.no-exporter'),
    ).toMatchObject({
      ...{ status: 'fail', finding: 'does-not-configure', where: 'collector/collector.yaml:19' },
      observed: expect.stringMatching(
        /:19: service::pipelines::traces: must have at least one exporter$/,
      ) as string,
    });
    expect(collector()).toMatchObject({ state: 'ready', generation });
  });

  test('one that the Collector takes and does not start with fails likewise, and what ran runs on', async () => {
    expect(
      await verdictOf('pipeline', 'connect', 'mistakes/connect/does-not-configure.taken-port'),
    ).toMatchObject({
      ...{ status: 'fail', finding: 'does-not-configure', where: 'collector/collector.yaml:3' },
      observed: expect.stringContaining('address already in use') as string,
    });
    expect(collector().state).toBe('ready');
  });

  test('all is as at the beginning for the labs after it', async () => {
    expect(await verdictOf('sampler', 'sample', 'solution/sample')).toMatchObject({ status: 'pass' });
    expect(await splitTrace()).toMatchObject({ status: 'pass' });
  });
});

describe('a lab with questions, answered as a learner would', () => {
  test('gives each state its verdict over traces of its own', async () => {
    const states = await statesOf(fixtures, await loadLab(fixtures, 'asked'));
    const said: string[] = [];
    for (const state of states) {
      const files = new Map([...bookstore, ...state.files]);
      const { verdict } = await gradeJob(fixtures, stack, { ...state, files }, () => undefined, never);
      if (!isRight(state.expected, verdict))
        said.push(`${state.name}: ${verdict.finding} ${verdict.observed}`);
    }
    expect(said).toEqual([]);
    expect(states).toHaveLength(11);
  });

  test('a trace from before the step does not count', async () => {
    const trace = await checkout();
    const answers = join(mkdtempSync(join(tmpdir(), 'spanwise-old-')), 'answers.yaml');
    writeFileSync(answers, `later: { trace: ${trace}, cause: statement }\n`);
    const files = new Map([...bookstore, ['answers.yaml', answers]]);
    const job = { lab: 'asked', step: 'later', files };
    const { verdict } = await gradeJob(fixtures, stack, job, () => undefined, never);
    expect(verdict).toMatchObject({ status: 'fail', finding: 'trace-too-old' });
  });
});

/** Sends a checkout of b-900; gives its trace as soon as that is stored. */
async function checkout(): Promise<string> {
  const request = { id: 'old', checkout: { book: 'b-900', card: '4242424242424242' }, headers: {} };
  const text = await actAsLearner(
    stack.runtime,
    [request],
    '{{old.trace}} {{old.service.catalog.sum}}',
    never,
  );
  return text.split(' ')[0]!;
}

describe('a part that a lab needs which is opened later', () => {
  test('is built and started beside what runs, and the Collector begins to send to it', async () => {
    const { runtime } = stack;
    const phases = new Map<string, Phase>();
    runtime.add(['jaeger'], (phase) => phases.set(phase.id, phase));
    expect(runtime.status().map(({ part }) => part)).toContain('jaeger');
    await untilStarted(runtime, never);
    expect([...phases.values()].map(({ id, state }) => [id, state])).toEqual([
      ['build-jaeger', 'done'],
      ['start-jaeger', 'done'],
    ]);
    expect(phases.get('build-jaeger')?.usual).toBeGreaterThan(0);
    expect(await splitTrace()).toMatchObject({ status: 'pass' });
    await expect.poll(copies, { timeout: 5000 }).toBeGreaterThan(0);
  });
});

async function copies(): Promise<number> {
  const counters = await collectorCounters(stack.runtime.endpoints().collectorMetrics, never);
  return counters.ok ? totalOf(counters.value.sent, { exporter: 'otlp_http/jaeger' }) : 0;
}

function collector() {
  return stack.runtime.status().find(({ part }) => part === 'collector')!;
}
