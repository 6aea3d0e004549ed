import { diagnosis } from '#grading/diagnosis.ts';
import type { LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import { type Target, targetOf } from '#grading/experiments/pipeline/exporter-target.ts';
import { livePipelines } from '#grading/experiments/pipeline/live-pipelines.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';
import { checkoutFact, countFact, pipelineFacts } from './facts.ts';
import { spansIn } from './leaking.ts';
import { STORE } from './words.ts';

/** Characters of a complaint that a verdict quotes. */
const QUOTED = 240;

/** No span came into the Collector: the services know why. */
export const collectorTakesNothing = diagnosis(['collector-takes-nothing'], (seen: LeaksSeen) => {
  const { counted, stores } = seen;
  if (!counted || totalOf(counted.accepted) > 0) return undefined;
  if (stores.some((store) => spansIn(seen, store) > 0)) return undefined;
  const said = complaintOf(seen);
  return {
    ...{ status: 'fail', finding: 'collector-takes-nothing' },
    values: { accepted: '0', refused: String(totalOf(counted.refused)), said: said.text },
    evidence: [
      ...said.line,
      countFact('otelcol_receiver_accepted_spans', 0, 'The receivers took no span.'),
      ...pipelineFacts(seen),
    ],
  };
});

/** The Collector takes spans, and a store has none of any checkout. */
export const nothingArrives = diagnosis(['nothing-arrives'], (seen: LeaksSeen) => {
  const store = seen.stores.find((one) => spansIn(seen, one) === 0);
  if (!store) return undefined;
  const accepted = seen.counted ? totalOf(seen.counted.accepted) : 0;
  return {
    ...{ status: 'fail', finding: 'nothing-arrives' },
    values: { store: STORE[store], said: `The Collector took ${accepted} spans. ${whyNothing(seen, store)}` },
    evidence: [
      ...seen.stores.map((one) => checkoutFact(one, seen.probes[0]!)),
      countFact('otelcol_receiver_accepted_spans', accepted, `The receivers took ${accepted} spans.`),
      ...pipelineFacts(seen),
    ],
  };
});

function whyNothing({ graph, complaints }: LeaksSeen, store: Store): string {
  if (!graph) return '';
  const target: Target = store;
  const ends = livePipelines(graph).flatMap(({ exporters }) => exporters);
  const meant = ends.filter((id) => targetOf(graph, id) === target);
  if (meant.length === 0) return `No pipeline that they enter ends at an exporter to ${STORE[store]}.`;
  const complaint = complaints.findLast(({ component }) => meant.includes(component));
  return complaint
    ? `The log of ${complaint.component}: ${complaint.message.slice(0, QUOTED)}`
    : `${meant.join(' and ')} sends there, and nothing came out of the pipeline.`;
}

/** What the Collector or a service's exporter complains of, and the line: the Collector knows more of the cause. */
export function complaintOf({ exportErrors, complaints }: LeaksSeen) {
  const own = complaints.at(-1);
  if (own) {
    const text = `The log of ${own.component || 'the Collector'}: ${own.message.slice(0, QUOTED)}`;
    return { text, line: [{ kind: 'log' as const, service: 'collector', line: own.message }] };
  }
  const [service, error] = Object.entries(exportErrors)[0] ?? [];
  if (!service || !error) return { text: 'No service complains.', line: [] };
  const said = error.replace(/^.*?traces export: /s, '').slice(0, QUOTED);
  return { text: `${service} says: ${said}`, line: [{ kind: 'log' as const, service, line: error }] };
}
