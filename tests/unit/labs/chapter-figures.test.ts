import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { keptLeaks } from '#grading/experiments/leaks/observation.ts';
import { keptMessages } from '#grading/experiments/messages/observation.ts';
import { keptPipeline } from '#grading/experiments/pipeline/observation.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { keptStopping } from '#grading/experiments/stopping/observation.ts';
import { readKept } from '../observations.ts';

// What chapters say that the bench did is what an observation has, so that neither changes alone. Those of chapter 06 have a
// file of their own, sampling-figures.test.ts.
const said = (file: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../content/chapters', file), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  );
const pipeline = (mistake: string) =>
  readKept(`wire-the-collector/mistakes/order/${mistake}.json`, keptPipeline).seen;

test('chapter 03: with scrubbing before the sampler, declined cards are kept and b-900 is lost', () => {
  const { checkouts } = pipeline('scrub-before-sampling');
  const stored = (kind: string) =>
    checkouts.filter((checkout) => checkout.kind === kind).map(({ spans }) => spans.length > 0);
  expect([checkouts.length, stored('declined'), stored('slow')]).toEqual([
    12,
    [true, true, true],
    [false, false, false],
  ]);
  expect(said('03-pipeline/index.mdx')).toContain(
    'with twelve checkouts, all three declined ones were kept, since a status is not scrubbed, and all three of b-900 were lost',
  );
});

test('chapter 03: a limiter behind the sampler sees the kept traces alone', () => {
  const seen = pipeline('limiter-behind-sampling');
  const [accepted, limited] = [countOf(seen, 'accepted'), countOf(seen, 'incoming', 'memory_limiter')];
  expect(said('03-pipeline/index.mdx')).toContain(
    `${accepted} spans came in, and the limiter saw ${limited}`,
  );
});

test('chapter 04: without a flush, nothing of a batch that waits is stored', () => {
  const { requests } = readKept('instrument-catalog/start/flush.json', keptStopping).seen;
  const answered = requests.filter(({ answer }) => answer.status === 200);
  const stored = answered.filter((request) => request.stored);
  expect(said('04-instrument/quiz.yaml')).toContain(
    `That is what a check of this step measured: ${answered.length} answered, ${stored.length} stored.`,
  );
});

test('chapter 05: who writes into headers that nobody made gets a panic, and storefront’s 502', () => {
  const { panics, payments } = readKept(
    'across-the-queue/mistakes/carry/nil-headers.json',
    keptMessages,
  ).seen;
  expect(
    panics.map(({ part, text }) => [part, text.includes('assignment to entry in nil map')]),
  ).toContainEqual(['orders', true]);
  expect(new Set(payments.map(({ answer }) => answer.status))).toEqual(new Set([502]));
});

test('chapter 07: Tempo gives two copies of a span that came together, and hides one that came later', () => {
  const copies = (mistake: string) => {
    const { probes, searched } = readKept(`scrub/mistakes/stores/${mistake}.json`, keptLeaks).seen;
    const ids = probes.flatMap(({ stored }) => (stored.tempo ?? []).map(({ spanId }) => spanId));
    return {
      shown: ids.length - new Set(ids).size,
      found: searched.some(({ traceIds }) => traceIds.length > 0),
    };
  };
  expect(copies('unscrubbed-copy').shown).toBeGreaterThan(0);
  expect(copies('unscrubbed-copy.late')).toEqual({ shown: 0, found: true });
});

function countOf({ counted }: PipelineSeen, what: 'accepted' | 'incoming', processor?: string): number {
  return (counted?.[what] ?? [])
    .filter(({ labels }) => processor === undefined || labels['processor'] === processor)
    .reduce((sum, { count }) => sum + count, 0);
}
