import { SERVICES } from '#system/part-names.ts';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import { type SentCheckout, servicesStored } from './pipeline-seen.ts';

/** Times that decide when an attempt through the Collector has settled, in milliseconds. */
export interface PipelineLimits {
  /** No news for this long ends an attempt in which every trace is there. */
  quiet: number;
  /** No news for this long ends an attempt that lacks something for good. */
  giveUp: number;
  /** How long no news may last where no span has come to the Collector and nobody complains. */
  late: number;
  /** Counted from the first look: by then a sampler has decided. Absent where none decides. */
  decidedBy?: number;
  /** Counted from the first look: whatever has not come by then is not waited for. */
  deadline: number;
  /** Between two looks. */
  lookEvery: number;
}

/** How far an attempt has come at one look. */
export interface PipelineProgress {
  checkouts: readonly SentCheckout[];
  counted: CollectorCounters | undefined;
  /** Traces that a sampler has met and not decided on. */
  undecided: number;
  /** Whether a service's exporter complains. */
  complained: boolean;
  /** Milliseconds since the first look. */
  waited: number;
}

/** So many times the spans of the checkouts, and the Collector is sending to itself: nobody waits for the end of that. */
const LOOP = 20;
const SPANS = 10;
/** Milliseconds: a sampler decides once a second, and what it kept is sent at once. */
const AFTER_DECISION = 1000;

/** Milliseconds without news after which nothing more is waited for. */
export function quietNeeded(
  { checkouts, counted, undecided, complained, waited }: PipelineProgress,
  limits: PipelineLimits,
): number {
  const accepted = counted ? totalOf(counted.accepted) : 0;
  if (accepted > LOOP * SPANS * checkouts.length) return 0;
  if (checkouts.every(isWhole)) return limits.quiet;
  // Where no span came to the Collector and no exporter complains, spans may only be late.
  if (accepted === 0) return complained ? limits.giveUp : limits.late;
  if (limits.decidedBy === undefined)
    return isOneSilent(checkouts) && !complained ? limits.late : limits.giveUp;
  const met = counted ? totalOf(counted.met) : 0;
  if (counted && met > 0 && undecided === 0) {
    // A trace that was kept and is not whole yet may be on its way from a busy Collector; nothing else is.
    const kept = totalOf(counted.decisions, { sampled: 'true' });
    return checkouts.filter(isWhole).length < kept ? limits.giveUp : AFTER_DECISION;
  }
  return waited >= limits.decidedBy ? limits.quiet : Number.POSITIVE_INFINITY;
}

/** Whether others' spans are stored and none of one service: after a refusal its exporter may be in a pause. */
function isOneSilent(checkouts: readonly SentCheckout[]): boolean {
  const stored = new Set(checkouts.flatMap((one) => servicesStored(one)));
  return stored.size > 0 && SERVICES.some((service) => !stored.has(service));
}

function isWhole(checkout: SentCheckout): boolean {
  const held = [checkout.spans, ...(checkout.inJaeger ? [checkout.inJaeger] : [])];
  return held.every((spans) => {
    const stored = servicesStored({ spans });
    return SERVICES.every((service) => stored.includes(service));
  });
}
