import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadRecordedChapter, loadRecordedLab } from '#course/load/load-recordings.ts';
import { OBSERVATION_MEANINGS, OBSERVATION_NAMES } from '#course/quiz/observation-names.ts';
import { alteredTrace } from '#trace-view/altered-trace.ts';
import { OBSERVATIONS, observe } from '#trace-view/observations/observations.ts';

const chapter = async (folder: string) =>
  (await loadRecordedChapter(resolve(import.meta.dirname, '../../../../content/chapters', folder)))!;
const slow = (await chapter('01-why-tracing')).traces.map(({ trace }) => trace);
const [own] = (await chapter('02-mental-model')).traces.map(({ trace }) => trace);

test('authors may ask for what is computed, and for nothing else', () => {
  expect(Object.keys(OBSERVATIONS).toSorted()).toEqual(OBSERVATION_NAMES.toSorted());
  expect(Object.keys(OBSERVATION_MEANINGS).toSorted()).toEqual(OBSERVATION_NAMES.toSorted());
});

test('a checkout that was recorded whole', () => {
  const [trace] = slow;
  const seen = (of: (typeof OBSERVATION_NAMES)[number]) => observe(of, slow.slice(0, 1));
  expect(seen('traces')).toBe(1);
  expect(seen('spans')).toBe(trace!.spans.length);
  expect(seen('services')).toBe(4);
  expect(seen('roots')).toBe(1);
  expect(seen('edge-parent')).toBe('none');
  expect(seen('slowest-service')).toBe('catalog');
  expect(seen('slowest-span')).toBe('SELECT book_details');
  expect(seen('slowest-share')).toBeGreaterThan(90);
  expect(seen('bars-over-wait')).toBeGreaterThan(3);
  expect(seen('after-answer')).toBeLessThan(Number(seen('length')));
  expect(observe('parent-service', slow, { service: 'orders', kind: 'server' })).toBe('storefront');
  expect(observe('parent-service', slow, { service: 'storefront', kind: 'server' })).toBe('none');
});

test('a caller that reads its answer late does not make the trace longer', async () => {
  const lab = (await loadRecordedLab(resolve(import.meta.dirname, '../../../../labs/across-the-queue')))!;
  const [checkout] = lab.steps.find(({ id }) => id === 'link')!.traces;
  const late = checkout!.spans.map((span) =>
    span.service === 'spanwise' ? { ...span, duration: 9000 } : span,
  );
  expect(late).not.toEqual(checkout!.spans);
  expect(observe('after-answer', [{ spans: late }])).toBeLessThan(50);
});

test('the second book is slow elsewhere', () => {
  expect(observe('slowest-span', slow.slice(1))).toBe('INSERT orders');
});

test('a parent that nobody recorded', () => {
  expect(observe('edge-parent', [own!])).toBe('not-stored');
});

test('a trace of which nothing is stored has no spans, and says nothing else', () => {
  const nothing = [{ spans: [] }];
  expect(observe('spans', nothing)).toBe(0);
  expect(observe('traces', nothing)).toBe(0);
  for (const of of ['edge-parent', 'slowest-span', 'slowest-share', 'bars-over-wait', 'length'] as const)
    expect(observe(of, nothing)).toBeUndefined();
  expect(observe('parent-service', nothing, { service: 'orders', kind: 'server' })).toBeUndefined();
});

test('a message that came twice has two receivers, and one with a link alone says nothing', async () => {
  const { steps } = (await loadRecordedLab(
    resolve(import.meta.dirname, '../../../../labs/across-the-queue'),
  ))!;
  const tracesOf = (id: string) => steps.find((step) => step.id === id)!.traces;
  expect(observe('deliveries', tracesOf('carry'))).toBe(2);
  expect(observe('deliveries', slow)).toBe(1);
  expect(observe('deliveries', tracesOf('link'))).toBeUndefined();
});

test('a place that holds an address counts once, in whichever form and on however many spans', () => {
  const [first, second, ...rest] = own!.spans;
  const trace = (spans: typeof rest) => [{ spans: [...spans, ...rest] }];
  expect(observe('address-places', trace([first!, second!]))).toBe(0);
  const leaking = {
    ...first!,
    name: 'checkout of ada@example.org',
    attributes: { 'url.full': 'http://orders/orders?email=ada%40example.org', 'code.at': '@example.org' },
  };
  const same = {
    ...second!,
    attributes: { 'url.full': 'http://orders/orders?email=bo%2Bx%40mail.example.com' },
  };
  expect(observe('address-places', trace([leaking, same]))).toBe(2);
});

test('a shop that leaks an address leaves it in four places of a trace, and a scrubbed one in none', async () => {
  const { steps } = (await loadRecordedLab(resolve(import.meta.dirname, '../../../../labs/scrub')))!;
  const placesAfter = (id: string) => observe('address-places', steps.find((step) => step.id === id)!.traces);
  expect(['find', 'stores', 'source'].map(placesAfter)).toEqual([4, 0, 0]);
});

test('no trace at all is no observation', () => {
  expect(observe('spans', [])).toBeUndefined();
  expect(observe('traces', [])).toBe(0);
});

test('a span that is lost leaves its children as orphans, and the tree is laid out anew', () => {
  const torn = alteredTrace(own!, { without: [{ service: 'orders', kind: 'server' }] });
  expect(torn.spans).toHaveLength(own!.spans.length - 1);
  expect(torn.spans.filter(({ orphan }) => orphan).map(({ name }) => name)).toEqual([
    'INSERT orders',
    'publish payments',
  ]);
  expect(torn.spans.find(({ name }) => name === 'INSERT orders')?.depth).toBe(0);
  expect(observe('roots', [torn])).toBe(3);
});

test('a wrong clock moves bars, and neither the tree nor a duration', () => {
  const skewed = alteredTrace(own!, { without: [], shifted: { service: 'orders', ms: -8 } });
  const bar = (of: typeof own, service: string, kind: string) =>
    of!.spans.find((span) => span.service === service && span.kind === kind)!;
  expect(bar(skewed, 'orders', 'server').parentSpanId).toBe(bar(own, 'orders', 'server').parentSpanId);
  expect(bar(skewed, 'orders', 'server').duration).toBe(bar(own, 'orders', 'server').duration);
  const lead = (of: typeof own) => bar(of, 'orders', 'server').start - bar(of, 'storefront', 'server').start;
  expect(lead(skewed)).toBeCloseTo(lead(own) - 8, 5);
});
