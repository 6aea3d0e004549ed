import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import type { Diagnose } from '#grading/diagnosis.ts';
import { checkoutModelsOf } from '#grading/experiments/checkout/model/checkout-model.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { catalogUnseen } from '#grading/findings/catalog-unseen.ts';
import { clientRoot } from '#grading/findings/client-root.ts';
import { dbSpanDetached } from '#grading/findings/db-span-detached.ts';
import { linkInsteadOfParent } from '#grading/findings/link-instead-of-parent.ts';
import { missingHop } from '#grading/findings/missing-hop.ts';
import { callMissing } from '#grading/findings/missing-spans/call-missing.ts';
import { noPropagator } from '#grading/findings/missing-spans/no-propagator.ts';
import { orphanParent } from '#grading/findings/orphan-parent.ts';
import { parentInsteadOfLink } from '#grading/findings/parent-instead-of-link.ts';
import { serverWithoutClient } from '#grading/findings/server-without-client.ts';
import { splitTrace } from '#grading/findings/split-trace.ts';
import { unendedSpan } from '#grading/findings/unended-span.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';
import { wrongServiceName } from '#grading/findings/wrong-service-name.ts';
import { firstFinding } from '#grading/first-finding.ts';
import type { Judgement } from '#grading/judgement.ts';
import { foreignContext } from '../../../labs/split-trace/findings/foreign-context.ts';
import { places, readObservation } from '../observations.ts';

const HEALTHY = 'split-trace/start/baseline.json';
const LINKED = 'shops/link-instead-of-parent.json';
const texts = await loadFindings(places.labs, 'split-trace');
const seenOf = (file: string) => readObservation(file).seen;
const of = (file: string) => checkoutModelsOf(seenOf(file))[0]!;

// A finding, the observation of a bench that has this fault, and one that has not.
const rows: [finding: string, diagnose: Diagnose, faulty: string, well: string][] = [
  ['split-trace', splitTrace, 'split-trace/solution/break.json', HEALTHY],
  ['split-trace', splitTrace, 'split-trace/mistakes/break/wrong-hop-broken.queue.json', LINKED],
  ['client-root', clientRoot, 'split-trace/mistakes/mend/client-root.no-context.json', HEALTHY],
  [
    'client-root',
    foreignContext,
    'split-trace/mistakes/mend/header-hand-written-wrong.foreign-trace-id.json',
    HEALTHY,
  ],
  ['no-propagator', noPropagator, 'split-trace/mistakes/mend/no-propagator.in-main.json', HEALTHY],
  ['call-missing', callMissing, 'split-trace/mistakes/break/call-missing.json', HEALTHY],
  ['call-missing', catalogUnseen, 'split-trace/mistakes/mend/call-missing.catalog-not-called.json', HEALTHY],
  ['missing-hop', missingHop, 'split-trace/mistakes/mend/exporter-dead.no-tracer-provider.json', HEALTHY],
  ['orphan-parent', orphanParent, 'split-trace/mistakes/mend/orphan-parent.random-parent.json', HEALTHY],
  [
    'server-without-client',
    serverWithoutClient,
    'split-trace/alternatives/mend/header-written-by-hand.json',
    HEALTHY,
  ],
  ['parent-instead-of-link', parentInsteadOfLink, HEALTHY, LINKED],
  ['link-instead-of-parent', linkInsteadOfParent, LINKED, HEALTHY],
  ['unended-span', unendedSpan, 'shops/unended-span.json', 'shops/db-span-detached.json'],
  ['db-span-detached', dbSpanDetached, 'shops/db-span-detached.json', HEALTHY],
  ['wrong-service-name', wrongServiceName, 'shops/wrong-service-name.json', HEALTHY],
];

describe('a finding is made where its fault is, and only there', () => {
  test.each(rows)('%s', (finding, diagnose, faulty, well) => {
    const found = diagnose(of(faulty));
    expect(found?.finding).toBe(finding);
    expect(found?.evidence.length).toBeGreaterThan(0);
    const verdict = fillVerdict(found!, texts, 'any');
    expect(Object.values(verdict).join(' ')).not.toMatch(/\{\w+\}/);
    expect(diagnose(of(well))).toBeUndefined();
  });
});

describe('of all that is wrong, the most upstream is told', () => {
  const judge = firstFinding(upstreamFirst, passedCheckout);
  test.each([
    ['split-trace/start/baseline', 'pass'],
    [LINKED.replace('.json', ''), 'pass'],
    ['shops/unended-span', 'unended-span'],
    ['shops/db-span-detached', 'db-span-detached'],
    ['shops/wrong-service-name', 'wrong-service-name'],
    ['split-trace/solution/break', 'split-trace'],
    ['split-trace/alternatives/break/breaking-both-clients', 'split-trace'],
    ['split-trace/alternatives/mend/header-written-by-hand', 'server-without-client'],
    ['split-trace/mistakes/mend/orphan-parent.random-parent', 'orphan-parent'],
    ['split-trace/mistakes/mend/no-propagator.in-main', 'no-propagator'],
    ['split-trace/mistakes/mend/client-root.no-context', 'client-root'],
    ['split-trace/mistakes/mend/sampled-away.flag-00', 'sampled-away'],
    ['split-trace/mistakes/mend/exporter-dead.dead-port', 'exporter-dead'],
    ['split-trace/mistakes/mend/exporter-dead.no-tracer-provider', 'exporter-dead'],
    ['split-trace/mistakes/mend/call-missing.catalog-not-called', 'call-missing'],
  ])('%s: %s', (file, finding) => {
    expect(judge(seenOf(`${file}.json`))).toHaveProperty('finding', finding);
  });
});

test('storefront under the name of another service is judged as storefront', () => {
  const { checkout } = of('shops/wrong-service-name.json');
  expect(checkout.keyed('storefront', 'server')).toHaveLength(1);
  expect(checkout.keyed('orders', 'server')).toHaveLength(1);
});

test('a healthy bench on which a statement of another moment is found loses nothing by it', () => {
  const { detachedRoots } = of('shops/db-span-detached.json');
  const healthy = of(HEALTHY);
  const judged: Judgement | undefined = dbSpanDetached({ ...healthy, detachedRoots });
  expect(detachedRoots.length).toBeGreaterThan(0);
  expect(judged).toBeUndefined();
});
