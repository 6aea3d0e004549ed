import { expect, test } from 'vitest';
import { type PipelineProgress, quietNeeded } from '#grading/experiments/pipeline/decide-pipeline.ts';
import type { SentCheckout } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { pipelineLimits } from '#grading/experiments/pipeline/settle-pipeline.ts';
import { SERVICES } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';

const count = (value: number) => [{ labels: {}, count: value }];
const counters = (accepted: number, met = 0, kept = 0): CollectorCounters =>
  ({
    ...{ accepted: count(accepted), met: count(met) },
    decisions: [{ labels: { sampled: 'true' }, count: kept }],
  }) as unknown as CollectorCounters;

function checkoutIn(services: readonly string[], inJaeger?: readonly string[]): SentCheckout {
  const spans = (names: readonly string[]) => names.map((service) => ({ service }));
  const held = { spans: spans(services), ...(inJaeger && { inJaeger: spans(inJaeger) }) };
  return { kind: 'ordinary', label: '', ...held } as unknown as SentCheckout;
}

const progress = (changes: Partial<PipelineProgress>): PipelineProgress => ({
  ...{ checkouts: [checkoutIn([])], counted: counters(10), undecided: 0, complained: false, waited: 0 },
  ...changes,
});
const limits = pipelineLimits(200, undefined);
const sampled = pipelineLimits(200, 2000);

test('whole traces are waited for shortly, in every backend that is asked', () => {
  expect(quietNeeded(progress({ checkouts: [checkoutIn(SERVICES)] }), limits)).toBe(600);
  expect(quietNeeded(progress({ checkouts: [checkoutIn(SERVICES, SERVICES)] }), limits)).toBe(600);
  expect(quietNeeded(progress({ checkouts: [checkoutIn(SERVICES, ['orders'])] }), limits)).toBe(2600);
});

test('spans that never came to the Collector may be late, unless a service complains', () => {
  expect(quietNeeded(progress({ counted: counters(0) }), limits)).toBe(6500);
  expect(quietNeeded(progress({ counted: counters(0), complained: true }), limits)).toBe(2600);
});

test('a service of which nothing is stored may be in a pause after a refusal', () => {
  const checkouts = [checkoutIn(['storefront', 'orders', 'catalog'])];
  expect(quietNeeded(progress({ checkouts }), limits)).toBe(6500);
});

test('a sampler is waited for until it has decided on every trace, or should have', () => {
  const waiting = progress({ counted: counters(10, 12), undecided: 3 });
  expect(quietNeeded(waiting, sampled)).toBe(Number.POSITIVE_INFINITY);
  expect(quietNeeded({ ...waiting, waited: 5000 }, sampled)).toBe(600);
  expect(quietNeeded({ ...waiting, undecided: 0 }, sampled)).toBe(1000);
  expect(quietNeeded({ ...waiting, counted: counters(10, 12, 1), undecided: 0 }, sampled)).toBe(2600);
});

test('nobody waits for a sampler of half a minute, nor for the end of a loop', () => {
  expect(pipelineLimits(200, 30_000)).toEqual(limits);
  expect(quietNeeded(progress({ counted: counters(250) }), limits)).toBe(0);
});
