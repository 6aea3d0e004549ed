import type { TrafficGroup } from '#grading/experiments/traffic/group.ts';
import { type PlannedRequest, planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import type { StoredTrace, Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { samplerHash } from '../../labs/tail-sampling/findings/sampler-hash.ts';
import { span } from './bookstore-spans.ts';

/** Whether a sampler keeps a request, by its kind and by the number in its trace id. */
export type Keeps = (request: PlannedRequest, x: number) => boolean;

/** A Collector with a tail sampler; what is left out is as it should be. */
export interface Tail {
  keeps?: Keeps;
  /** What is stored, where it is not what the sampler chose. */
  stores?: (...of: [...Parameters<Keeps>, traceId: string]) => boolean;
  unsampled?: (request: PlannedRequest, service: Service) => boolean;
  statusOf?: (request: PlannedRequest) => Span['status'];
  accepted?: number;
  met?: number;
  evicted?: number;
  tooLarge?: number;
  undecided?: number;
  /** Traces of an attempt before that were decided on during this one. */
  earlier?: { all: number; chosen: number };
  lateSpans?: number;
  samplingWait?: number;
  soonestDecision?: number;
  blocking?: { room: number; metBefore: number };
}

/** Keeps all that has to be kept, and so much of the rest. */
export const right =
  (share: number): Keeps =>
  ({ group }, x) =>
    /declined|not exist|not answer|b-9|0\.54/.test(group.label) || x <= share;

/** What an attempt would see of such a Collector. */
export function tailSampled(groups: readonly TrafficGroup[], tail: Tail): Traffic {
  const { keeps = right(0.05), stores, unsampled = () => false, statusOf = () => 'error' } = tail;
  const all = planTraffic(groups).map((request) => {
    const traceId = request.probe.traceId || newTraceId();
    const x = samplerHash(traceId);
    const chosen = keeps(request, x);
    return { request, traceId, chosen, stored: stores ? stores(request, x, traceId) : chosen };
  });
  const chosen = tail.met === 0 || tail.undecided ? 0 : all.filter((one) => one.chosen).length;
  const samples = all
    .filter(({ stored, request }) => stored && /ratio keeps/.test(request.group.label))
    .map(({ traceId, request }) => {
      const charge = span('payments-worker', 'internal', 'charge');
      return { traceId, spans: [{ ...charge, traceId, status: statusOf(request) }] };
    });
  return {
    requests: all.map((one) => resultOf(one.request, one.traceId, one.stored, unsampled)),
    ...{ samples, settled: true, decided: !tail.undecided, control: { stored: true } },
    ...{ complaints: [], exportErrors: {} },
    collector: countersOf(tail, { traces: all.length, chosen }),
    ...(tail.earlier && { backlog: tail.earlier.all }),
    ...(tail.samplingWait && { samplingWait: tail.samplingWait }),
    ...(tail.blocking && { blocking: tail.blocking }),
    ...(tail.soonestDecision && { soonestDecision: tail.soonestDecision }),
  };
}

/** The same, with every stored checkout that was accepted stored in another way. */
export function lostSpans(seen: Traffic, stored: Partial<StoredTrace>): Traffic {
  const requests = seen.requests.map((one) =>
    one.stored.outcome === 'none' || one.answer.status !== 201
      ? one
      : { ...one, stored: { ...one.stored, ...stored } },
  );
  return { ...seen, requests };
}

/** The chance that of `n` more than `most` are kept, each with the chance `one` of `of`: in whole numbers. */
export function chanceAbove(n: number, most: number, { one, of } = { one: 1n, of: 20n }): number {
  const [all, others] = [BigInt(n), of - one];
  let ways = others ** all;
  let above = 0n;
  for (let kept = 0n; kept <= all; kept += 1n) {
    if (kept > BigInt(most)) above += ways;
    ways = (ways * (all - kept) * one) / ((kept + 1n) * others);
  }
  return Number((above * 10n ** 18n) / of ** all) / 1e18;
}

function countersOf(tail: Tail, { traces, chosen }: { traces: number; chosen: number }): CollectorCounters {
  const of = (count: number, labels = {}) => [{ labels, count }];
  const { accepted = 10 * traces, met = traces, evicted = 0, tooLarge = 0, undecided = 0 } = tail;
  const decided = Math.max(0, met - evicted - tooLarge - undecided);
  const { chosen: earlierChosen = 0, all: earlier = 0 } = tail.earlier ?? {};
  return {
    ...{ accepted: of(accepted), refused: of(0), sent: of(10 * chosen), failed: of(0), waiting: of(0) },
    ...{ incoming: [], outgoing: [], met: of(met), evicted: of(evicted), tooLarge: of(tooLarge) },
    ...{ lateSpans: of(tail.lateSpans ?? 0), decided: [] },
    decisions: [
      ...of(chosen + earlierChosen, { sampled: 'true' }),
      ...of(Math.max(0, decided - chosen) + earlier - earlierChosen, { sampled: 'false' }),
    ],
  };
}

/** Milliseconds to the last line about a request, by its group. */
const LAST_LINES = [
  [/after 3 s/, 3010],
  [/b-9/, 820],
  [/0\.54/, 565],
  [/0\.35/, 375],
] as const;

function resultOf(
  { group, probe, to, book, card }: PlannedRequest,
  traceId: string,
  isStored: boolean,
  unsampled: NonNullable<Tail['unsampled']>,
): TrafficResult {
  const services = group.refused ? (['storefront', 'catalog'] as const) : SERVICES;
  const request = { group, probe, to, book, card };
  return {
    ...{ label: group.label, probe: { ...probe, traceId }, to, book, card },
    answer: { status: group.refused ? 404 : 201, body: '{}', sent: 1, answered: 2 },
    lastLine: LAST_LINES.find(([of]) => of.test(group.label))?.[1] ?? 20,
    logs: services.map((service) => ({
      ...{ service, traceId, spanId: newSpanId(), message: 'a line' },
      sampled: !unsampled(request, service),
    })),
    stored: isStored
      ? { outcome: 'whole', spans: group.refused ? 4 : 10, services, missing: [], orphans: 0 }
      : { outcome: 'none', spans: 0, services: [], missing: [], orphans: 0 },
  };
}
