import type { Evidence } from '#course/verdict.ts';
import { traceFact } from '#grading/evidence.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';
import { STRATA } from './groups.ts';
import { samplerHash } from './sampler-hash.ts';

/** Requests of one kind that a verdict shows. */
const SHOWN = 3;
/** Dots that stand together, so that a line may break between two groups. */
const TOGETHER = 50;

/** Whether anything of a request's trace is stored. */
export function isStored({ stored }: TrafficResult): boolean {
  return stored.outcome !== 'none';
}

/** The first few requests, each with what is stored of it. */
export function rowFacts(requests: readonly TrafficResult[]): Evidence[] {
  return requests.slice(0, SHOWN).map(({ probe, label, stored, to }) => {
    const spans = stored.spans === 1 ? '1 span is' : `${stored.spans === 0 ? 'No' : stored.spans} spans are`;
    return traceFact(probe.traceId, to, `${capital(label)}. ${spans} stored.`);
  });
}

/** What each service decided about a request, in a row. */
export function flagFacts(requests: readonly TrafficResult[]): Evidence[] {
  return requests.slice(0, SHOWN).map(({ probe, label, logs, to }) => {
    const flags = SERVICES.flatMap((service) => {
      const log = logs.find((one) => one.service === service);
      return log?.sampled === undefined ? [] : [`${service} ${log.sampled ? '01' : '00'}`];
    });
    return traceFact(probe.traceId, to, `${capital(label)}. trace_flags: ${flags.join(' · ')}.`);
  });
}

/** A label as the beginning of a sentence. */
function capital(label: string): string {
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}

/** What the Collector counted. */
export function countFact(series: string, value: number, note: string): Evidence {
  return { kind: 'metric', series, value: String(value), note };
}

/** How many traces each policy would keep, with what all of them together decided. */
export function policyFacts({ collector }: Pick<Traffic, 'collector'>): Evidence[] {
  if (!collector) return [];
  const { decided, decisions } = collector;
  const names = [...new Set(decided.map(({ labels }) => labels['policy'] ?? ''))].filter(
    (name) => name !== '',
  );
  const series = 'otelcol_processor_tail_sampling_count_traces_sampled';
  return [
    ...names.map((policy) => {
      const [yes, all] = [totalOf(decided, { policy, sampled: 'true' }), totalOf(decided, { policy })];
      return countFact(series, yes, `The policy ${policy} said yes to ${yes} of ${all} traces.`);
    }),
    countFact(
      'otelcol_processor_tail_sampling_global_count_traces_sampled',
      totalOf(decisions, { sampled: 'true' }),
      `All policies together chose ${totalOf(decisions, { sampled: 'true' })} of ${totalOf(decisions)} traces.`,
    ),
  ];
}

/** Ordinary checkouts as dots, in the order of the numbers that the ratio reads from their ids: filled where one is stored. */
export function stripFact(ordinary: readonly TrafficResult[]): Evidence {
  const dots = ordinary.toSorted((a, b) => samplerHash(a.probe.traceId) - samplerHash(b.probe.traceId));
  const lines = Array.from({ length: Math.ceil(STRATA / TOGETHER) }, (_, index) =>
    dots
      .slice(index * TOGETHER, (index + 1) * TOGETHER)
      .map((one) => (isStored(one) ? '●' : '·'))
      .join(''),
  );
  return {
    kind: 'metric',
    series: 'stored ordinary checkouts, by the number that the sampler reads from the trace id',
    value: `${dots.filter(isStored).length} of ${dots.length}`,
    note: lines.join(' '),
  };
}
