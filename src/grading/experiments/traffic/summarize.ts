import type { Span } from '#telemetry/trace/span.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import type { PlannedRequest } from './plan-traffic.ts';
import type { Traffic, TrafficResult } from './seen.ts';
import type { SettledTraffic } from './settle-traffic.ts';
import { whatIsStored } from './what-is-stored.ts';

/** Whole traces that are kept of each kind of request: for a verdict's evidence, two to compare. */
const SAMPLES = 2;

/** Puts what hundreds of requests left behind in short, and keeps whole traces of a few. */
export function summarize(
  planned: readonly PlannedRequest[],
  answers: ReadonlyMap<PlannedRequest, ProbeAnswer>,
  { logs, spans }: Pick<SettledTraffic, 'logs' | 'spans'>,
): Pick<Traffic, 'requests' | 'samples'> {
  const samples = new Map<string, { traceId: string; spans: readonly Span[] }[]>();
  const requests = planned.map((request): TrafficResult => {
    const { traceId = '', logs: own = [], lastLine } = logs.get(request) ?? {};
    const { group, probe, to, book, card } = request;
    const ofTrace = spans.get(traceId) ?? [];
    const stored = whatIsStored(ofTrace, own, probe.spanId);
    const kind = `${group.label}\n${stored.outcome}\n${stored.services.join()}`;
    const alike = samples.get(kind) ?? [];
    if (ofTrace.length > 0 && alike.length < SAMPLES)
      samples.set(kind, [...alike, { traceId, spans: ofTrace }]);
    return {
      ...{ label: group.label, probe: { ...probe, traceId }, to, book, card, stored, logs: own },
      answer: answers.get(request)!,
      ...(lastLine !== undefined && { lastLine }),
    };
  });
  return { requests, samples: [...samples.values()].flat() };
}
