import type { Evidence } from '#course/verdict.ts';
import { traceFact } from '#grading/evidence.ts';
import { randomPart } from '#grading/experiments/random-part.ts';
import type { TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import { decisionOf } from './decision.ts';

/** Requests that a verdict shows. */
const SHOWN = 3;
/** Dots that stand together, so that a line may break between two groups. */
const TOGETHER = 50;

/** The number between 0 and 1 that a ratio sampler reads from a trace id, cut off and not rounded: it is never 1. */
export function numberIn(traceId: string, digits = 4): string {
  const unit = 10 ** digits;
  return (Math.min(Math.floor(randomPart(traceId) * unit), unit - 1) / unit).toFixed(digits);
}

/** The decisions of the first few requests, one request a fact, with what of it is stored. */
export function rowFacts(requests: readonly TrafficResult[]): Evidence[] {
  return requests.slice(0, SHOWN).map(rowFact);
}

/** What each service decided about a request, in a row. */
export function rowFact(request: TrafficResult): Evidence {
  const { probe, stored, logs, to } = request;
  const flags = SERVICES.flatMap((service) => {
    const log = logs.find((one) => one.service === service && one.traceId === probe.traceId);
    return log?.sampled === undefined ? [] : [`${service} ${log.sampled ? '01' : '00'}`];
  });
  const spans = stored.spans === 1 ? '1 span is' : `${stored.spans === 0 ? 'No' : stored.spans} spans are`;
  const flag = probe.header === '' ? 'without a traceparent' : `with flag ${probe.header.slice(-2)}`;
  const place = to === 'storefront' ? '' : `, straight to ${to}`;
  const x = probe.traceId === '' ? '' : `, number ${numberIn(probe.traceId, 2)} in its id`;
  const note = `Sent ${flag}${place}${x}. trace_flags: ${flags.join(' · ') || 'none'}. ${spans} stored.`;
  return traceFact(probe.traceId, to, note);
}

/** All plain checkouts as dots, in the order of what a ratio sampler reads from their ids: filled where storefront recorded. */
export function stripFact(requests: readonly TrafficResult[]): Evidence {
  const dots = requests
    .flatMap((request) => {
      const recorded = decisionOf(request, 'storefront');
      return recorded === undefined ? [] : [{ at: randomPart(request.probe.traceId), recorded }];
    })
    .toSorted((a, b) => a.at - b.at);
  const lines = Array.from({ length: Math.ceil(dots.length / TOGETHER) }, (_, index) =>
    dots
      .slice(index * TOGETHER, (index + 1) * TOGETHER)
      .map(({ recorded }) => (recorded ? '●' : '·'))
      .join(''),
  );
  const kept = dots.filter(({ recorded }) => recorded).length;
  return {
    kind: 'metric',
    series: 'recorded by storefront, by the number in the trace id',
    value: `${kept} of ${dots.length}`,
    note: lines.join(' '),
  };
}
