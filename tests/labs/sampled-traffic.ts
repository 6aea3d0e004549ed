import { randomPart } from '#grading/experiments/random-part.ts';
import type { TrafficGroup } from '#grading/experiments/traffic/group.ts';
import { type PlannedRequest, planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';

/** Decides about a request by what it was told, and by the number in its trace id. */
export type Sampler = (told: boolean | undefined, x: number) => boolean;
export type Samplers = Record<Service, Sampler>;

/** The samplers that OTEL_TRACES_SAMPLER names. */
export const alwaysOn: Sampler = () => true;
export const alwaysOff: Sampler = () => false;
export const ratio =
  (below: number): Sampler =>
  (_, x) =>
    x < below;
export const parentBased =
  (root: Sampler): Sampler =>
  (told, x) =>
    told ?? root(told, x);

/** The same sampler in all four services. */
export function everywhere(sampler: Sampler): Samplers {
  return { storefront: sampler, catalog: sampler, orders: sampler, 'payments-worker': sampler };
}

/** What an attempt would see of services with these samplers. */
export function sampledTraffic(groups: readonly TrafficGroup[], samplers: Samplers): Traffic {
  return {
    requests: planTraffic(groups).map((request) => resultOf(request, samplers)),
    ...{ samples: [], decided: true, settled: true, control: { stored: true } },
    ...{ complaints: [], exportErrors: {} },
  };
}

/** A service's complaint of its sampler, as the Bookstore logs it. */
export function complaint(service: Service, error: string): LogLine {
  const fields = { level: 'ERROR', msg: 'telemetry problem', error };
  return { part: service, time: 1, generation: 1, text: JSON.stringify(fields), fields } as LogLine;
}

const WAYS: Record<TrafficResult['to'], readonly [Service, Service | undefined][]> = {
  storefront: [
    ['storefront', undefined],
    ['catalog', 'storefront'],
    ['orders', 'storefront'],
    ['payments-worker', 'orders'],
  ],
  orders: [
    ['orders', undefined],
    ['payments-worker', 'orders'],
  ],
  catalog: [['catalog', undefined]],
};

function resultOf({ group, probe, to, book, card }: PlannedRequest, samplers: Samplers): TrafficResult {
  const traceId = probe.traceId || newTraceId();
  const x = randomPart(traceId);
  const told = probe.header === '' ? undefined : /[13]$/.test(probe.header);
  const decided = new Map<Service, boolean>();
  for (const [service, caller] of WAYS[to])
    decided.set(service, samplers[service](caller ? decided.get(caller) : told, x));
  const services = [...decided].filter(([, recorded]) => recorded).map(([service]) => service);
  const outcome = services.length === 0 ? 'none' : services.length === decided.size ? 'whole' : 'holes';
  return {
    ...{ label: group.label, probe: { ...probe, traceId }, to, book, card },
    answer: { status: to === 'catalog' ? 200 : 201, body: '{}', sent: 1, answered: 2 },
    logs: [...decided].map(([service, sampled]) => ({
      ...{ service, traceId, spanId: newSpanId(), sampled, message: 'a line' },
    })),
    stored: {
      ...{ outcome, spans: 2 * services.length, services, orphans: 0 },
      missing: [...decided.keys()].filter((service) => !services.includes(service)),
    },
  };
}
