import type { Evidence } from '#course/verdict.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';
import { undecidedIn } from './counted.ts';
import { countFact, isStored, policyFacts, rowFacts } from './facts.ts';
import { mustKeep } from './in-time.ts';

/** Of a hundred traces that were sent the sampler has to meet so many; the learner's own come on top. */
const ENOUGH = 0.95;
const MET = 'otelcol_processor_tail_sampling_new_trace_id_received';
const EVICTED = 'otelcol_processor_tail_sampling_sampling_trace_dropped_too_early';

/** No span came into the Collector: the services know why. */
export const collectorTakesNothing = diagnosis(['collector-takes-nothing'], (seen: Traffic) => {
  const { accepted, refused } = seen.collector ?? {};
  if (!accepted || !refused || totalOf(accepted) > 0 || isFull(seen)) return undefined;
  const [service = 'storefront', error] = Object.entries(seen.exportErrors)[0] ?? [];
  const said = error
    ? `${service} says: ${error.replace(/^.*?traces export: /s, '').slice(0, 200)}`
    : 'No service complains.';
  return {
    status: 'fail',
    finding: 'collector-takes-nothing',
    values: { of: String(seen.requests.length), refused: String(totalOf(refused)), said },
    evidence: [
      ...(error ? [{ kind: 'log' as const, service, line: error }] : []),
      countFact('otelcol_receiver_accepted_spans', 0, 'The receivers took no span.'),
    ],
  };
});

/** Spans pass, and no tail sampler sees any of them. */
export const notInPipeline = diagnosis(['not-in-pipeline'], (seen: Traffic) => {
  const stored = seen.requests.filter(isStored);
  if (!seen.collector || totalOf(seen.collector.met) > 0 || stored.length === 0) return undefined;
  return {
    ...{ status: 'fail', finding: 'not-in-pipeline' },
    values: { stored: String(stored.length), of: String(seen.requests.length) },
    evidence: [countFact(MET, 0, 'No tail sampler met a trace.'), ...rowFacts(stored)],
  };
});

/** The sampler meets fewer traces than were sent: something before it drops whole traces. */
export const droppedBefore = diagnosis(['dropped-before-decision'], (seen: Traffic) => {
  const { requests, collector } = seen;
  const met = collector ? totalOf(collector.met) : 0;
  if ((met === 0 && !isFull(seen)) || met >= requests.length * ENOUGH) return undefined;
  return {
    ...{ status: 'fail', finding: 'dropped-before-decision' },
    values: { met: String(met), of: String(requests.length) },
    evidence: [
      countFact(MET, met, `The sampler met ${met} of ${requests.length} traces.`),
      ...fullFacts(seen),
    ],
  };
});

/** Nothing gets in because the sampler is full of traces of before, and none makes room for another. */
function isFull({ collector, blocking }: Traffic): boolean {
  return (
    blocking !== undefined && blocking.metBefore >= blocking.room && totalOf(collector?.accepted ?? []) === 0
  );
}

function fullFacts({ blocking }: Traffic): Evidence[] {
  if (!blocking) return [];
  const note = `Lets nothing in when it is full, and has room for ${blocking.room} traces.`;
  return [settingFact('block_on_overflow', note)];
}

/** The sampler gave traces up before it decided, for want of room. */
export const tracesEvicted = diagnosis(['traces-evicted'], (seen: Traffic) => {
  if (!seen.collector) return undefined;
  const [evicted, tooLarge] = [totalOf(seen.collector.evicted), totalOf(seen.collector.tooLarge)];
  if (evicted + tooLarge === 0) return undefined;
  const what = [
    ...(evicted > 0 ? [`${evicted} traces were pushed out by newer ones`] : []),
    ...(tooLarge > 0 ? [`${tooLarge} traces were larger than it may keep`] : []),
  ];
  return {
    ...{ status: 'fail', finding: 'traces-evicted' },
    values: { what: what.join(', and ') },
    evidence: [countFact(EVICTED, evicted, `${what.join(', and ')}.`), ...policyFacts(seen)],
  };
});

/** The check ended, and the sampler still waits. */
export const decidedTooLate = diagnosis(['decided-too-late'], (seen: Traffic) => {
  if (seen.decided || !seen.collector) return undefined;
  const { collector, backlog = 0, requests } = seen;
  const undecided = undecidedIn(collector);
  // Decisions on many traces of before hide that there are none on these.
  const hidden = undecided === 0 && backlog > requests.length * (1 - ENOUGH);
  if (undecided === 0 && !hidden) return undefined;
  const which = hidden ? 'every trace' : `${undecided} traces`;
  return {
    ...{ status: 'fail', finding: 'decided-too-late' },
    values: {
      observed: `${LONGEST_WAIT / 1000} s after the last answer the sampler had not decided on ${which}.`,
    },
    evidence: [
      hidden
        ? countFact(
            MET,
            backlog,
            `${backlog} traces of before were without a decision when this check began.`,
          )
        : countFact(MET, undecided, `${undecided} traces without a decision.`),
    ],
  };
});

/** Everything was decided within the check's own wait, and yet later than the step asks for. */
export const waitsTooLong = diagnosis(['decided-too-late'], ({ samplingWait = 0 }: Traffic) => {
  if (samplingWait <= LONGEST_ASKED) return undefined;
  const seconds = samplingWait / 1000;
  return {
    ...{ status: 'fail', finding: 'decided-too-late' },
    values: { observed: `The sampler decides ${seconds} s after the first span of a trace.` },
    evidence: [settingFact('decision_wait', `${seconds} s`)],
  };
});

/** The wait ends when a late failure does: whether its last spans are in time is chance, so that it is said before any are missed. */
export const noMargin = diagnosis(['no-margin'], (seen: Traffic) => {
  const seconds = (seen.soonestDecision ?? 0) / 1000;
  if (seconds !== BANK_TAKES) return undefined;
  const late = mustKeep.late(seen);
  return {
    ...{ status: 'fail', finding: 'no-margin' },
    values: {
      seconds: String(seconds),
      stored: String(late.filter(isStored).length),
      of: String(late.length),
    },
    evidence: [settingFact('decision_wait', `${(seen.samplingWait ?? 0) / 1000} s`), ...rowFacts(late)],
  };
});

/** Seconds until a late payment is declined. */
const BANK_TAKES = 3;

function settingFact(setting: string, note: string): Evidence {
  const path = `processors.tail_sampling.${setting}`;
  return { kind: 'config', file: 'collector/collector.yaml', path, note };
}

/** Milliseconds: nobody should have to wait longer for a trace, says the step about late failures. */
const LONGEST_ASKED = 10_000;

/** Milliseconds after the last answer: a wait of ten seconds is over 10.7 s after it, and nobody wants to look longer. */
export const LONGEST_WAIT = 15_000;

/** The bench's own part of the configuration has the metrics: no file of the learner's takes them away. */
export const countersMissing = diagnosis(['bench-broken'], ({ collector }: Traffic) =>
  collector ? undefined : brokenBench('collector', 'its metrics did not answer'),
);
