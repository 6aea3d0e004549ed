import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAsLearner } from '#bench/traffic/act-as-learner.ts';
import { layOver } from '#bench/workspace/module-files.ts';
import { kindsOfLabs } from '#cli/lab-new/make-lab.ts';
import { gradeJob } from '#cli/prove/grade-job.ts';
import { isRight } from '#cli/prove/prove-states.ts';
import { sampleOf, sampleSeed } from '#cli/prove/sample.ts';
import { openStack, type Stack } from '#cli/prove/stack.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Phase } from '#runtimes/runtime.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { untilStarted } from '#runtimes/until-started.ts';
import { collectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import { labsOfEveryKind, removeLabs, statesInTurn, verdictsOn } from '../labs-in-turn.ts';

// Labs of every kind take turns on one bench, as a learner goes from one to the other. Each verdict shows that the setup
// of the lab before is gone: a pipeline that ends nowhere, or a service that samples nothing, leaves no whole checkout.
const never = new AbortController().signal;
const repository = resolve(import.meta.dirname, '../..');
const labs = await labsOfEveryKind(await kindsOfLabs(join(repository, 'labs')));
const all = await statesInTurn(labs);
/** The integration has no time for all: it takes a sample, which changes with the commit. */
const states = process.env['CI'] ? sampleOf(all, sampleSeed(repository).seed) : all;
let stack: Stack;

beforeAll(async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'spanwise-setups-')), 'state');
  stack = await openStack({ state }, states[0]!.files, () => undefined, never);
});

afterAll(async () => {
  await stack?.close();
  if (stack) await removeState(chooseFolders({ port: 0, state: stack.stateFolder }));
  await removeLabs(labs);
});

describe('labs of every kind, made by lab:new, one after the other', () => {
  test.each(states)('$lab, $name', async (state) => {
    const { verdict, again = verdict } = await verdictsOn(stack, labs, state);
    expect(verdict).toSatisfy(() => isRight(state.expected, verdict));
    // The start is wrong in the way that the lab is about, and not because of what another lab left.
    if (state.name.startsWith('start/')) expect(verdict.finding).toBe(STARTS[state.lab]);
    // What is kept of an attempt for unit tests says the same.
    expect([again.status, again.finding]).toEqual([verdict.status, verdict.finding]);
    // Every {name} of the text was filled in.
    expect(
      [verdict.title, verdict.observed, verdict.expected, verdict.where, verdict.next].join(),
    ).not.toMatch(/\{\w+\}/);
  });
});

const STARTS: Record<string, string> = {
  'like-checkout': 'split-trace',
  'like-collector': 'exporter-not-in-pipeline',
  'like-questions': 'answer-missing',
  asked: 'answer-missing',
  sampler: 'sampled-away',
  shares: 'holes-in-traces',
};

/** Grades other files laid over the start of the lab whose exercise is the Collector. */
async function configured(answer: string): Promise<Verdict> {
  const start = states.find(({ lab, name }) => lab === 'like-collector' && name.startsWith('start/'))!;
  const files = await layOver(start.files, answer);
  return (await gradeJob(labs, stack, { ...start, files }, () => undefined, never)).verdict;
}

describe('an answer to a question', () => {
  test('that names a trace from before the step does not count', async () => {
    const trace = await checkout();
    const answers = join(mkdtempSync(join(tmpdir(), 'spanwise-old-')), 'answers.yaml');
    writeFileSync(answers, `later: { trace: ${trace}, cause: statement }\n`);
    const start = states.find(({ lab, name }) => lab === 'asked' && name === 'start/later')!;
    const job = { ...start, files: new Map([...start.files, ['answers.yaml', answers]]) };
    const { verdict } = await gradeJob(labs, stack, job, () => undefined, never);
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

describe('a configuration that is refused', () => {
  test('for a pipeline without an exporter fails and names the place; it breaks nothing', async () => {
    const { generation } = collector();
    const answer = join(labs, 'like-collector/mistakes/connect/does-not-configure.no-exporter');
    expect(await configured(answer)).toMatchObject({
      ...{ status: 'fail', finding: 'does-not-configure', where: 'collector/collector.yaml:19' },
      observed: expect.stringMatching(
        /:19: service::pipelines::traces: must have at least one exporter$/,
      ) as string,
    });
    expect(collector()).toMatchObject({ state: 'ready', generation });
  });

  test('only when the Collector starts fails likewise, and what ran runs on', async () => {
    expect(await configured(join(repository, 'tests/fixtures/setups/taken-port'))).toMatchObject({
      ...{ status: 'fail', finding: 'does-not-configure', where: 'collector/collector.yaml:3' },
      observed: expect.stringContaining('address already in use') as string,
    });
    expect(collector().state).toBe('ready');
  });
});

describe('a configuration that a chapter shows', () => {
  test.each(['06-sampling/tail-sampling.yaml'])('makes a Collector that starts: %s', async (shown) => {
    const { runtime, workspace } = stack;
    const collectorFile = 'shown.yaml';
    copyFileSync(join(repository, 'content/chapters', shown), join(workspace, collectorFile));
    const { generation } = collector();
    // To be valid is not enough: there are policies that `validate` takes and with which the Collector then ends.
    const applied = await runtime.apply(workspace, { collector: collectorFile, parts: [] }, never);
    expect(applied).toMatchObject({ status: 'ok' });
    expect(collector().state).toBe('ready');
    expect(collector().generation).toBeGreaterThan(generation);
  });
});

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
    expect(phases.get('start-jaeger')?.usual).toBeGreaterThan(0);
    const right = states.find(({ lab, name }) => lab === 'like-checkout' && name.startsWith('solution/'))!;
    expect((await verdictsOn(stack, labs, right)).verdict).toMatchObject({ status: 'pass' });
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
