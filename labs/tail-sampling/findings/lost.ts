import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';
import { countFact, isStored, policyFacts, rowFacts } from './facts.ts';
import { declinedLowOf, slowInsertOf, slowOf, withoutCaller } from './groups.ts';
import { barelySlow, barelySlowAre, mustKeep, slowInserts } from './in-time.ts';

const isLost = (one: TrafficResult) => !isStored(one);

/** Declined payments that are kept by the ratio are stored without the status that a policy for errors would look at. */
export const statusLost = diagnosis(['status-lost-before'], (seen: Traffic) => {
  if (!mustKeep.declined(seen).some(isLost)) return undefined;
  const ids = declinedLowOf(seen).map(({ probe }) => probe.traceId);
  const sample = seen.samples.find(({ traceId }) => ids.includes(traceId));
  if (!sample || sample.spans.some(({ status }) => status === 'error')) return undefined;
  const worker = sample.spans.find(({ service }) => service === 'payments-worker');
  if (!worker) return undefined;
  return {
    ...{ status: 'fail', finding: 'status-lost-before' },
    values: { traceId: sample.traceId },
    evidence: [
      ...sample.spans
        .filter(({ service }) => service === 'payments-worker')
        .map((span) => spanFact(span, `“${span.name}” of a declined payment has the status ${span.status}.`)),
      ...policyFacts(seen),
    ],
  };
});

/** A failure that was over before the decision is missing. */
export const errorsLost = diagnosis(['errors-lost'], (seen: Traffic) => {
  const kinds = [
    { all: mustKeep.declined(seen), name: 'declined payments' },
    { all: mustKeep.unknown(seen), name: 'requests for a book that does not exist' },
    { all: mustKeep.unanswered(seen), name: 'payments whose bank did not answer at first' },
  ];
  const lost = kinds.filter(({ all }) => all.some(isLost));
  if (lost.length === 0) return undefined;
  const gone = lost.flatMap(({ all }) => all.filter(isLost));
  const kept = kinds.flatMap(({ all }) => all.filter(isStored));
  return {
    ...{ status: 'fail', finding: 'errors-lost' },
    values: {
      lost: lost
        .map(({ all, name }) => `${all.filter(isLost).length} of ${all.length} ${name}`)
        .join(' and '),
    },
    evidence: [...rowFacts(gone.slice(0, 2)), ...rowFacts(kept.slice(0, 1)), ...policyFacts(seen)],
  };
});

/** A slow checkout is missing. */
export const slowLost = diagnosis(['slow-lost'], (seen: Traffic) => {
  const lookUps = slowOf(seen);
  const lostInserts = slowInserts(seen) === 'lost' ? slowInsertOf(seen) : [];
  const pairs = barelySlow(seen);
  const lostPairs = barelySlowAre(seen) === 'lost' ? pairs.filter(isLost) : [];
  const gone = [...lookUps.filter(isLost).slice(0, 1), ...lostInserts.slice(0, 1), ...lostPairs];
  if (gone.length === 0) return undefined;
  const lost = lookUps.filter(isLost).length;
  const kinds = [
    ...(lost > 0 ? [`${lost} of ${lookUps.length} checkouts of b-900, which takes 0.8 s`] : []),
    ...(lostInserts.length > 0 ? [`all ${lostInserts.length} of b-910, which takes 0.8 s as well`] : []),
    ...(lostPairs.length > 0
      ? [
          `${lostPairs.length} of ${pairs.length} traces in which a book was asked for 0.54 s after the checkout`,
        ]
      : []),
  ];
  return {
    ...{ status: 'fail', finding: 'slow-lost' },
    values: { lost: kinds.join('; ') },
    evidence: [...rowFacts(gone), ...policyFacts(seen)],
  };
});

/** A payment that failed after 3 s is missing, and failures before the decision are not. */
export const lateLost = diagnosis(
  ['late-errors-lost'],
  (seen: Traffic): Judgement<'late-errors-lost'> | undefined => {
    const late = mustKeep.late(seen);
    const gone = late.filter(isLost);
    if (gone.length === 0) return undefined;
    const spans = totalOf(seen.collector?.lateSpans ?? []);
    return {
      ...{ status: 'fail', finding: 'late-errors-lost' },
      values: { lost: String(gone.length), of: String(late.length), cause: causeOf(gone, late, spans) },
      evidence: [
        ...rowFacts(gone),
        countFact(
          'otelcol_processor_tail_sampling_sampling_late_span_age_count',
          spans,
          `${spans} spans came after the decision on their trace.`,
        ),
        ...policyFacts(seen),
      ],
    };
  },
);

function causeOf(gone: readonly TrafficResult[], late: readonly TrafficResult[], spans: number): string {
  if (spans < gone.length)
    return 'No span of them came after the decision, so that the wait was long enough and the policies chose otherwise.';
  const plain = withoutCaller(gone).length;
  const others = late.length - withoutCaller(late).length;
  const after = `${spans} spans came after the decision on their trace.`;
  return plain === gone.length && others > 0
    ? `${after} All of them came without a traceparent, and with one none is missing: only where storefront begins the trace is there a span without a parent.`
    : after;
}
