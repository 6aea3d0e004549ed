import { setTimeout as wait } from 'node:timers/promises';
import type { Endpoints } from '#system/endpoints.ts';
import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';
import { ACCEPTED_CARD } from '../../accepted-card.ts';
import { storeOwnSpans } from '../../store-own-spans.ts';
import type { PlannedProbe } from './plan-probes.ts';
import { type Probe, parentSpanOf } from './probe.ts';
import type { ProbeAnswer } from './probe-answer.ts';

const FIRST_BOOK = 'b-300';
/** Milliseconds. storefront's own calls end after 5 s; a second more, so that its answer and its reason arrive here. */
const TIMEOUT = 6000;
/** Milliseconds. Nobody judges this request, and one that hangs would hang again in the request that is judged. */
const FIRST_TIMEOUT = 2000;

/**
 * Sends a checkout that nobody judges. A service that keeps the context of the first request it sees, and uses it for
 * every later one, looks right to that one only.
 */
export async function sendFirst(endpoints: Endpoints, probe: Probe, signal: AbortSignal): Promise<void> {
  const order = { orderId: probe.orderId, bookId: FIRST_BOOK, card: ACCEPTED_CARD };
  await post(`${endpoints.storefront}/checkout`, probe, order, signal, FIRST_TIMEOUT);
}

/** Sends a planned request when it is due, counted from now. */
export async function sendPlanned(
  endpoints: Endpoints,
  { probe, to, book, card, email, after }: PlannedProbe,
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  if (after > 0) await wait(after, undefined, { signal });
  const { orderId } = probe;
  switch (to) {
    case 'storefront':
      return post(`${endpoints.storefront}/checkout`, probe, { orderId, bookId: book, card, email }, signal);
    case 'orders':
      return post(
        `${endpoints.orders}/orders`,
        probe,
        { orderId, bookId: book, priceCents: 100, card },
        signal,
      );
    case 'catalog':
      return post(`${endpoints.catalog}/books/${book}`, probe, undefined, signal);
  }
}

/**
 * The same, with the span that the request names as its parent. It is stored as soon as it has ended: before those of the
 * services, which wait for their batches.
 */
export async function sendRecorded(
  endpoints: Endpoints,
  planned: PlannedProbe,
  name: string,
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const answer = await sendPlanned(endpoints, planned, signal);
  await storeOwnSpans(endpoints.tempoOtlp, [parentSpanOf(planned.probe, name, answer)], signal);
  return answer;
}

/** Without a body the request is a GET. */
async function post(
  url: string,
  { header, tracestate }: Probe,
  body: unknown,
  signal: AbortSignal,
  timeoutMs = TIMEOUT,
): Promise<ProbeAnswer> {
  const sent = Date.now();
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...{ 'content-type': 'application/json', connection: 'close' },
        ...(header && { traceparent: header }),
        ...(tracestate && { tracestate }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, late]),
    });
    return { status: answer.status, body: (await answer.text()).trim(), sent, answered: Date.now() };
  } catch (error) {
    signal.throwIfAborted();
    const text = late.aborted ? `no answer within ${timeoutMs / 1000} s` : fetchProblem(error);
    return { status: 0, body: text, sent, answered: Date.now() };
  }
}
