import { diagnosis } from '#grading/diagnosis.ts';
import { isAccepted } from '#grading/experiments/checkout/is-accepted.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';
import { surelyChosenIn } from './counted.ts';
import { countFact, isStored, rowFacts } from './facts.ts';

const CHOSEN = 'otelcol_processor_tail_sampling_global_count_traces_sampled';

/** Of what the sampler chose so much has to be stored; a few traces may be the learner's own. */
const ENOUGH = 0.8;
const A_FEW = 5;

/** Spans that a checkout of the Bookstore leaves, whatever becomes of its payment. */
const SPANS = 10;

/** Nothing is stored, though spans came in and something was to be kept. */
export const nothingArrives = diagnosis(['nothing-arrives'], (seen: Traffic) => {
  if (!seen.collector || seen.requests.some(isStored)) return undefined;
  const { met, sent, failed } = seen.collector;
  const chosen = surelyChosenIn(seen);
  // Policies that choose nothing are a matter of the policies.
  if (totalOf(met) > 0 && chosen === 0) return undefined;
  const counts = { sent: totalOf(sent), failed: totalOf(failed) };
  return {
    ...{ status: 'fail', finding: 'nothing-arrives' },
    values: {
      ...{ of: String(seen.requests.length), sent: String(counts.sent) },
      chosen: totalOf(met) > 0 ? `The sampler chose ${chosen} traces` : 'No tail sampler met a trace',
    },
    evidence: [
      countFact(CHOSEN, chosen, `The sampler chose ${chosen} traces.`),
      countFact('otelcol_exporter_sent_spans', counts.sent, `The exporters sent ${counts.sent} spans.`),
    ],
  };
});

/** The sampler chose traces, and many of them are not stored. */
export const droppedAfter = diagnosis(['dropped-after-decision'], (seen: Traffic) => {
  const chosen = surelyChosenIn(seen);
  const stored = seen.requests.filter(isStored);
  if (stored.length >= chosen * ENOUGH || chosen - stored.length < A_FEW) return undefined;
  return {
    ...{ status: 'fail', finding: 'dropped-after-decision' },
    values: { chosen: String(chosen), stored: String(stored.length) },
    evidence: [
      countFact(CHOSEN, chosen, `The sampler chose ${chosen} traces; ${stored.length} are stored.`),
      ...rowFacts(stored),
    ],
  };
});

/** What is kept is not whole: a service that logged the checkout is missing, a parent is, or a span at the end of a branch. */
export const keptIncomplete = diagnosis(['kept-traces-incomplete'], ({ requests }: Traffic) => {
  const stored = requests.filter(isStored);
  const torn = stored.filter(isTorn);
  const [first] = torn;
  if (!first) return undefined;
  const { spans, missing, orphans } = first.stored;
  const lacks = [
    ...(missing.length > 0 ? [`no span of ${missing.join(' and ')}`] : []),
    ...(orphans > 0 ? [`${orphans} whose parent is missing`] : []),
  ];
  return {
    ...{ status: 'fail', finding: 'kept-traces-incomplete' },
    values: {
      ...{ torn: String(torn.length), stored: String(stored.length), label: first.label },
      ...{ spans: String(spans), whole: isAccepted(first.answer.status) ? ` of ${SPANS}` : '' },
      detail: lacks.length > 0 ? `, ${lacks.join(' and ')}` : '',
    },
    evidence: rowFacts(torn),
  };
});

function isTorn({ stored, answer }: TrafficResult): boolean {
  return stored.outcome === 'holes' || (isAccepted(answer.status) && stored.spans < SPANS);
}
