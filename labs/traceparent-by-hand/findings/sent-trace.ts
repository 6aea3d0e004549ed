import { spanFact, traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import type { Judgement } from '#grading/judgement.ts';
import { type Arrival, arrivalOf, arrivals } from './arrivals.ts';
import { brokenRule, readSent, type SentHeader } from './sent-header.ts';

export const SENT_GIVES = [
  'no-header',
  'header-not-seen',
  'wrong-door',
  'malformed-id',
  'wrong-length',
  'wrong-version',
  'reserved-flags',
] as const;
export type SentId = (typeof SENT_GIVES)[number];

/** A checkout of the learner that went on with the header it came with. */
export interface Taken {
  sent: SentHeader;
  trace: OwnTrace;
}

/** The trace of the header that was answered, if storefront went on with it; otherwise what became of it. */
export function takenTrace(seen: OwnTraces): Taken | Judgement<SentId> {
  const sent = readSent(answerTo(seen, 'header', 'text').value);
  if (!/[0-9a-f]{16}/i.test(sent.text))
    return { status: 'fail', finding: 'no-header', values: { typed: sent.text }, evidence: [] };
  const here = arrivals(seen);
  const arrival = arrivalOf(here, sent);
  if (arrival && arrival.trace.traceId !== traceIdIn(arrival.received)) return refused(arrival);
  const trace = arrival?.trace ?? seen.traces.find(({ traceId }) => traceId === sent.traceId);
  if (arrival && trace) return { sent, trace };
  // Lines are kept for a while only; a trace that is stored was taken, whoever remembers its arrival.
  if (trace?.spans.some(isCheckout)) return { sent, trace };
  return elsewhere(seen, sent) ?? notSeen(here, sent);
}

function isCheckout({ service, kind }: OwnTrace['spans'][number]): boolean {
  return service === 'storefront' && kind === 'server';
}

/** The trace id that a service would go on with, where it takes the header. */
function traceIdIn(received: string): string | undefined {
  return readSent(received).traceId;
}

function refused({ received, trace }: Arrival): Judgement<SentId> {
  const { finding, part } = brokenRule(received);
  const note = `storefront got the header ${received} and began trace ${trace.traceId} of its own.`;
  return {
    ...{ status: 'fail', finding, values: { part, received, traceId: trace.traceId } },
    evidence: [traceFact(trace.traceId, 'storefront', note)],
  };
}

function elsewhere(seen: OwnTraces, sent: SentHeader): Judgement<SentId> | undefined {
  for (const service of ['orders', 'catalog']) {
    const arrival = arrivalOf(arrivals(seen, service), sent);
    if (!arrival) continue;
    const note = `${service} got this header first; storefront never did.`;
    return {
      ...{ status: 'fail', finding: 'wrong-door', values: { service } },
      evidence: [traceFact(arrival.trace.traceId, service, note)],
    };
  }
  return undefined;
}

function notSeen(here: readonly Arrival[], sent: SentHeader): Judgement<SentId> {
  const last = here.at(-1);
  const detail = last
    ? `Your last checkout came with ${last.received === 'none' ? 'no traceparent' : `the header ${last.received}`}.`
    : 'No checkout of yours has come since you began this step.';
  return {
    ...{ status: 'fail', finding: 'header-not-seen', values: { typed: sent.text, detail } },
    evidence: last ? [traceFact(last.trace.traceId, 'storefront', detail)] : [],
  };
}

export const TAKEN_GIVES = ['not-sampled', 'not-settled', 'checkout-refused', 'reused-id'] as const;

/** What is wrong with a trace that was taken, where a whole checkout is asked for. */
export function notWhole({ trace }: Taken): Judgement<(typeof TAKEN_GIVES)[number]> | undefined {
  const { traceId, spans, lines, logged } = trace;
  const checkouts = spans.filter(isCheckout);
  const [first, second] = checkouts;
  if (logged.unsampled && !logged.sampled) {
    const note = `${new Set(lines.map(({ part }) => part)).size} services logged this id with trace_flags 00, and no span is stored.`;
    return {
      status: 'fail',
      finding: 'not-sampled',
      values: { traceId },
      evidence: [traceFact(traceId, 'storefront', note)],
    };
  }
  const growing = stillGrowing(trace);
  if (growing) return growing;
  if (!first) {
    const note = 'storefront logged this id as sampled, and its span is not stored yet.';
    return {
      status: 'inconclusive',
      finding: 'not-settled',
      values: { traceId },
      evidence: [traceFact(traceId, 'tempo', note)],
    };
  }
  if (second) {
    const orders = checkouts.map(({ attributes }) => String(attributes['bookstore.order.id'] ?? '?'));
    const values = { traceId, count: String(checkouts.length), orders: orders.join(' and ') };
    return {
      status: 'fail',
      finding: 'reused-id',
      values,
      evidence: checkouts.map((span) => spanFact(span, 'One checkout.')),
    };
  }
  const status = first.attributes['http.response.status_code'];
  if (Number(status) !== 201) {
    const values = { status: String(status) };
    return {
      status: 'fail',
      finding: 'checkout-refused',
      values,
      evidence: [spanFact(first, `It was answered with ${status}.`)],
    };
  }
  return undefined;
}
