import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import { isAccepted } from '#grading/experiments/checkout/is-accepted.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { isRecorded } from './decision.ts';
import { rowFact } from './facts.ts';
import { flaggedOf, plainOf } from './groups.ts';

interface Break {
  hop: string;
  service: string;
  /** The trace that the service began, where a line tells it. */
  ownTraceId?: string;
}

/** The lines of one order name two traces, so that what a service decided cannot be held against its caller. */
export const twoTraces = diagnosis(['split-trace'], (seen: Traffic) => {
  const flagged = flaggedOf(seen);
  const whole = flagged
    .filter(({ to }) => to === 'storefront')
    .toSorted((a, b) => Number(isRecorded(b.probe.header)) - Number(isRecorded(a.probe.header)));
  const direct = flagged.filter(({ to }) => to !== 'storefront');
  for (const request of [...whole, ...direct, ...plainOf(seen)]) {
    const found = breakIn(request);
    if (!found) continue;
    const { hop, service, ownTraceId } = found;
    const own = ownTraceId ? `trace ${ownTraceId}` : 'another trace, or in none';
    const { traceId } = request.probe;
    return {
      ...{ status: 'fail', finding: 'split-trace', values: { hop, service, traceId, own } },
      evidence: [
        rowFact(request),
        ...(ownTraceId ? [traceFact(ownTraceId, service, `${service} logged this order in it.`)] : []),
      ],
    };
  }
  return undefined;
});

function breakIn({ probe, to, logs, answer }: TrafficResult): Break | undefined {
  if (!isAccepted(answer.status) || probe.traceId === '') return undefined;
  for (const [from, service] of [
    ['the request', to],
    ['storefront', 'orders'],
    ['orders', 'payments-worker'],
  ] as const) {
    const log = logs.find((one) => one.service === service);
    if (log?.traceId && log.traceId !== probe.traceId)
      return { hop: `${from} → ${service}`, service, ownTraceId: log.traceId };
  }
  // Catalog's lines are found by their trace: it answered, and has none in the trace that it should have been given.
  const asked = to === 'catalog' ? 'the request' : to === 'storefront' && 'storefront';
  const isLost = asked && !logs.some(({ service }) => service === 'catalog');
  return isLost ? { hop: `${asked} → catalog`, service: 'catalog' } : undefined;
}
