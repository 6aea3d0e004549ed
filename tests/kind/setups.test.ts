import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRight } from '#cli/prove/prove-states.ts';
import { labsOfEveryKind, removeLabs, statesInTurn, verdictsOn } from '../labs-in-turn.ts';
import { type Bench, openBench } from './bench.ts';

// Labs with a Collector configuration, an environment, questions, and code of a service take turns. Starts and solutions of
// each show whether what the lab before them left is gone.
const labs = await labsOfEveryKind(['checkout', 'collector', 'questions']);
const states = (await statesInTurn(labs)).filter(
  ({ lab, name }) =>
    // Hundreds of requests through forwarded ports say nothing of setups: they are sent on one machine only.
    !['asked', 'shares'].includes(lab) && /^(start|solution)\/|\/does-not-configure\.no-exporter$/.test(name),
);
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench?.close();
  await removeLabs(labs);
});

describe('labs of every kind, one after the other on a cluster', () => {
  test.each(states)('$lab, $name', async (state) => {
    const { generation } = bench.part('collector');
    const { verdict } = await verdictsOn(bench, labs, state);
    if (verdict.status !== state.expected.status) console.log(JSON.stringify(verdict, undefined, 2));
    expect(verdict).toSatisfy(() => isRight(state.expected, verdict));
    if (state.name.startsWith('start/')) expect(verdict.finding).toBe(STARTS[state.lab]);
    if (verdict.finding !== 'does-not-configure') return;
    // It names the place, and what ran runs on.
    expect(verdict.where).toBe('collector/collector.yaml:19');
    expect(bench.part('collector')).toMatchObject({ state: 'ready', generation });
  });
});

const STARTS: Record<string, string> = {
  'like-checkout': 'split-trace',
  'like-collector': 'exporter-not-in-pipeline',
  'like-questions': 'answer-missing',
  sampler: 'sampled-away',
};
