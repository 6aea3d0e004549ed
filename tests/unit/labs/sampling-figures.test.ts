import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { randomPart } from '#grading/experiments/random-part.ts';
import { keptTraffic } from '#grading/experiments/traffic/observation.ts';
import { requestsOf, type Traffic } from '#grading/experiments/traffic/seen.ts';
import { readKept } from '../observations.ts';

/** What chapter 06 says that the bench did: each figure is that of an observation, so that neither changes alone. */
const folder = resolve(import.meta.dirname, '../../../content/chapters/06-sampling');
const said = ['index.mdx', 'quiz.yaml']
  .map((file) => readFileSync(resolve(folder, file), 'utf8'))
  .join('\n')
  .replaceAll(/\s+/g, ' ');
const seen = (file: string): Traffic => readKept(`${file}.json`, keptTraffic).seen;

/** The rows of the table, by the upper bound of x. */
const RECORDING: [number, string[]][] = [
  [0.1, ['storefront', 'catalog', 'orders', 'payments-worker']],
  [0.25, ['storefront', 'catalog', 'orders']],
  [0.5, ['storefront', 'orders']],
  [1, ['orders']],
];

test('with four ratios, the number in a trace’s id says which services recorded it', () => {
  const { requests } = seen('head-sampling/start/holes');
  for (const { probe, stored } of requests) {
    const row = RECORDING.find(([bound]) => randomPart(probe.traceId) < bound);
    expect(stored.services, probe.traceId).toEqual(row?.[1]);
  }
  expect(said).toContain(
    `Each of the ${requests.length} checkouts of the check above fits the row of its *x*`,
  );
});

test('with the same ratio everywhere, plain checkouts are whole or absent, and flags count for nothing', () => {
  const all = seen('head-sampling/mistakes/agree/flag-ignored.same-ratio-everywhere');
  const plain = requestsOf(all, 'without a traceparent');
  expect(plain.filter(({ stored }) => stored.outcome === 'holes')).toEqual([]);
  expect(said).toContain(`With these settings ${plain.length} plain checkouts were sent`);
  expect(outcomes(all, 'flag 01, high id')).toEqual(['none']);
  expect(outcomes(all, 'flag 00, low id')).toEqual(['whole']);
});

test('of eight spread ids, two are kept by a root that follows no flag, and six are cut by a service that does not', () => {
  const root = seen('head-sampling/mistakes/agree/flag-ignored.root-not-parent-based');
  const kept = requestsOf(root, 'flag 01, spread ids').filter(({ stored }) => stored.outcome === 'whole');
  expect(kept).toHaveLength(2);
  const own = requestsOf(
    seen('head-sampling/mistakes/agree/flag-ignored.orders-own-ratio'),
    'flag 01, spread ids',
  );
  expect(own).toHaveLength(8);
  const cut = own.filter(({ stored }) => stored.services.join() === 'storefront,catalog');
  expect(cut).toHaveLength(6);
  expect(said).toContain('Of eight such requests six were stored without orders and the payments-worker');
});

test('a sampler that remembers 50 traces forgets most of them, and most of the failures with them', () => {
  const { requests, collector } = seen('tail-sampling/mistakes/policies/traces-evicted');
  const forgotten = (collector?.evicted ?? []).reduce((sum, { count }) => sum + count, 0);
  expect(said).toContain(
    `the check sent ${requests.length} checkouts to a sampler with \`num_traces: 50\`, ${forgotten} traces were forgotten too early,`,
  );
  // The last fifty stay, so that chance decides how many of these are among them.
  const declined = requests.filter(({ label }) => label.includes('declined card'));
  const lost = declined.filter(({ stored }) => stored.outcome === 'none');
  expect(lost.length).toBeGreaterThan(declined.length / 2);
  expect(said).toContain(`and with them ${lost.length} of ${declined.length} declined payments.`);
});

test('a wait that ends with the root loses late failures, and none of those with a caller', () => {
  const all = seen('tail-sampling/mistakes/late/late-errors-lost.root-received');
  expect(outcomes(all, 'with a card that is declined after 3 s')).toEqual(['whole']);
  expect(outcomes(all, 'with a card that is declined after 3 s, without a traceparent')).toContain('none');
});

test('a policy that drops beats those that want a quick failure', () => {
  expect(
    outcomes(seen('tail-sampling/mistakes/policies/errors-lost.drop-wins'), 'with a declined card'),
  ).toEqual(['none']);
});

test('a checkout has ten spans, and a CLIENT span’s 404 keeps its trace', () => {
  const all = seen('tail-sampling/solution/late');
  const ordinary = requestsOf(all, 'ordinary').filter(({ stored }) => stored.outcome === 'whole');
  expect(new Set(ordinary.map(({ stored }) => stored.spans))).toEqual(new Set([10]));
  expect(outcomes(all, 'for a book that does not exist')).toEqual(['whole']);
});

function outcomes(traffic: Traffic, label: string): string[] {
  return [...new Set(requestsOf(traffic, label).map(({ stored }) => stored.outcome))];
}
