import { diagnosis } from '#grading/diagnosis.ts';
import type { CheckoutKind, PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { checkoutFact, countFact, lostAndKept, placeFact } from './facts.ts';
import { isWhole, ofKind, SPANS, spansIn, storedIn, urlIn } from './held.ts';
import { ofType, pipelinesToTempo, SCRUBBERS, sum, type Way, wayOf } from './the-way.ts';

/** The policy that keeps b-900 looks at an attribute that is gone by then. */
export const scrubBeforeSampling = diagnosis(['scrub-before-sampling'], (seen: PipelineSeen) => {
  const slow = ofKind(seen, 'slow');
  if (storedIn('tempo', slow).length > 0 || lostOf(seen, 'declined').length > 0) return undefined;
  const way = wayOf(seen);
  const pipeline = pipelinesToTempo(way).find(({ processors }) => scrubsFirst(processors));
  if (!pipeline) return undefined;
  const declined = ofKind(seen, 'declined');
  return {
    status: 'fail',
    finding: 'scrub-before-sampling',
    values: {
      ...{ declined: String(declined.length), slow: String(slow.length), file: seen.file },
      kept: keptBy(way),
    },
    evidence: [
      ...lostAndKept('tempo', slow, declined),
      placeFact(
        seen.file,
        `service.pipelines.${pipeline.name}.processors`,
        `It names ${pipeline.processors.join(', ')}.`,
      ),
      ...policyFacts(way),
    ],
  };
});

/** Checkouts that have to be kept are not stored at all. */
export function lost(finding: 'errors-lost' | 'slow-lost', kind: CheckoutKind) {
  return diagnosis(['errors-lost', 'slow-lost'], (seen: PipelineSeen) => {
    const all = ofKind(seen, kind);
    const gone = lostOf(seen, kind);
    if (gone.length === 0) return undefined;
    return {
      ...{ status: 'fail', finding },
      values: {
        lost: String(gone.length),
        of: String(all.length),
        kept: keptBy(wayOf(seen)),
        file: seen.file,
      },
      evidence: [...lostAndKept('tempo', gone, seen.checkouts), ...policyFacts(wayOf(seen))],
    };
  });
}

/** Ordinary checkouts are stored, though nothing about them is to be kept. */
export const restNotDropped = diagnosis(['rest-not-dropped'], (seen: PipelineSeen) => {
  const ordinary = ofKind(seen, 'ordinary');
  const kept = storedIn('tempo', ordinary);
  const [first] = kept;
  if (!first) return undefined;
  return {
    status: 'fail',
    finding: 'rest-not-dropped',
    values: {
      stored: String(kept.length),
      of: String(ordinary.length),
      kept: keptBy(wayOf(seen)),
      file: seen.file,
    },
    evidence: [checkoutFact('tempo', first), ...policyFacts(wayOf(seen))],
  };
});

/** What is kept is not whole. */
export const halfTraces = diagnosis(['half-traces'], (seen: PipelineSeen) => {
  const half = seen.checkouts.filter(({ spans }) => spans.length > 0 && !isWhole(spans));
  const [first] = half;
  if (!first) return undefined;
  return {
    status: 'fail',
    finding: 'half-traces',
    values: {
      ...{ half: String(half.length), label: first.label, stored: String(spansIn(first.spans)) },
      ...{ spans: String(SPANS), file: seen.file },
    },
    evidence: [checkoutFact('tempo', first)],
  };
});

/** A value with the URL of a book is stored, though something scrubs. */
export const urlStillStored = diagnosis(['url-still-stored'], (seen: PipelineSeen) => {
  const leaking = seen.checkouts.find(({ spans }) => urlIn(spans));
  if (!leaking) return undefined;
  const { key, service, span } = urlIn(leaking.spans)!;
  const { traceId, spanId } = span;
  return {
    status: 'fail',
    finding: 'url-still-stored',
    values: { key, service, file: seen.file },
    evidence: [{ kind: 'span', traceId, spanId, service, note: `It holds the URL of a book: ${key}.` }],
  };
});

function lostOf(seen: PipelineSeen, kind: CheckoutKind) {
  return ofKind(seen, kind).filter(({ spans }) => spans.length === 0);
}

function scrubsFirst(processors: readonly string[]): boolean {
  const [scrub, sampler] = [ofType(processors, ...SCRUBBERS), ofType(processors, 'tail_sampling')];
  return !!scrub && !!sampler && processors.indexOf(scrub) < processors.indexOf(sampler);
}

/** “`errors` kept 3”, for every policy. On how many it decided, other traffic has a part in. */
function keptBy({ counted }: Way): string {
  const policies = policiesIn(counted);
  return policies.map(({ policy, kept }) => `\`${policy}\` kept ${kept}`).join(', ') || 'no policy decided';
}

function policyFacts({ counted }: Way): Judgement['evidence'] {
  const series = 'otelcol_processor_tail_sampling_count_traces_sampled';
  return policiesIn(counted).map(({ policy, kept }) =>
    countFact(series, kept, `${policy} kept ${kept} ${kept === 1 ? 'trace' : 'traces'}.`),
  );
}

function policiesIn({ decided }: Way['counted']) {
  const names = [...new Set(decided.map(({ labels }) => labels['policy'] ?? ''))].filter(Boolean);
  return names.map((policy) => {
    const own = decided.filter(({ labels }) => labels['policy'] === policy);
    return { policy, kept: sum(own, 'sampled', ['true']) };
  });
}
