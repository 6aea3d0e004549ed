import { stageOf } from '#grading/bench-faults/stages.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { rowFacts } from './facts.ts';

type Found = Judgement<'exporter-dead' | 'spans-outstanding'>;

/** A service says that it records, and its spans are not stored: all of them, or some. */
export const spansLost = diagnosis(
  ['exporter-dead', 'spans-outstanding'],
  (seen: Traffic): Found | undefined => {
    for (const service of SERVICES) {
      const found = ofService(seen, service);
      if (found) return found;
    }
    return undefined;
  },
);

/** Every service recorded, each has a span there, and what lies between is missing. Only where services agree: a sampler may do this too. */
export const traceBroken = diagnosis(['spans-outstanding'], ({ requests }: Traffic) => {
  const broken = requests.filter(
    ({ logs, stored }) =>
      stored.outcome === 'holes' && logs.length > 0 && logs.every(({ sampled }) => sampled === true),
  );
  const [first] = broken;
  if (!first) return undefined;
  const reason = `In ${broken.length} traces that every service recorded, a span has a parent that is not stored, or a message has no receiver.`;
  return outstanding(first.to, broken, reason);
});

function ofService({ requests, exportErrors }: Traffic, service: Service): Found | undefined {
  const nameless = requests.filter(({ logs }) =>
    logs.some((log) => log.service === service && log.sampled === undefined),
  );
  if (nameless.length > 0) return dead(service, nameless, 'its log lines name no trace');
  const sampled = requests.filter(({ probe, logs }) =>
    logs.some((log) => log.service === service && log.traceId === probe.traceId && log.sampled),
  );
  const lost = sampled.filter(({ stored }) => !stored.services.includes(service));
  if (lost.length === 0) return undefined;
  const complaint = exportErrors[service];
  const said = complaint ? `its log says: ${complaint}` : 'its log has no complaint of an exporter';
  const isAll = lost.length === sampled.length;
  if (isAll && complaint) return dead(service, lost, said);
  // Its line names the span that the request came with: it has begun none of its own.
  const borrowed = lost.filter(({ probe, logs }) =>
    logs.some((log) => log.service === service && log.spanId === probe.spanId && log.spanId !== ''),
  );
  if (isAll && borrowed.length > 0)
    return dead(service, borrowed, 'its log lines name the span of its caller, and none of its own');
  const reason = `Of ${sampled.length} requests that ${service} recorded, ${lost.length} have no span of it stored, and ${said}.`;
  return outstanding(service, lost, reason);
}

function dead(service: Service, requests: readonly TrafficResult[], reason: string): Found {
  return {
    status: 'fail',
    finding: 'exporter-dead',
    values: { service, of: String(requests.length), reason },
    evidence: rowFacts(requests),
    stage: stageOf(service, 'its exporter sends'),
  };
}

function outstanding(
  service: Service,
  requests: readonly TrafficResult[],
  reason: string,
): Judgement<'spans-outstanding'> {
  return {
    status: 'inconclusive',
    finding: 'spans-outstanding',
    values: { service, reason },
    evidence: rowFacts(requests),
    stage: stageOf(service, 'its spans arrive'),
  };
}
