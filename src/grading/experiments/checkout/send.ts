import type { Endpoints } from '#system/endpoints.ts';
import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';
import type { Probe } from './probe.ts';
import type { Probes } from './probe-result.ts';

/** How a service answered a probe. */
export interface ProbeAnswer {
  /** 0 when there was no answer. */
  status: number;
  body: string;
  /** Milliseconds since the Unix epoch. */
  sent: number;
  answered: number;
}

/** The books of the probes differ, so that catalog's log lines, which carry no order, can be told apart. */
export const CHECKOUT_BOOK = 'b-100';
export const DIRECT_BOOK = 'b-200';
const FIRST_BOOK = 'b-300';

const CARD = '4242424242424242';
/** Milliseconds. storefront's own calls end after 5 s; a second more, so that its answer and its reason arrive here. */
const TIMEOUT = 6000;
/** Milliseconds. Nobody judges this request, and one that hangs would hang again in the request that is judged. */
const FIRST_TIMEOUT = 2000;

/**
 * Sends a checkout that nobody judges. A service that keeps the context of the first request it sees, and uses it for
 * every later one, looks right to that one only.
 */
export async function sendFirst(endpoints: Endpoints, probe: Probe, signal: AbortSignal): Promise<void> {
  const order = { orderId: probe.orderId, bookId: FIRST_BOOK, card: CARD };
  await send(`${endpoints.storefront}/checkout`, probe, order, signal, FIRST_TIMEOUT);
}

/** Sends the three requests of an attempt: a checkout, and one straight to each service that storefront calls. */
export async function sendProbes(
  endpoints: Endpoints,
  probes: Probes,
  signal: AbortSignal,
): Promise<Record<keyof Probes, ProbeAnswer>> {
  const { checkout, orders, catalog } = probes;
  const bought = { orderId: checkout.orderId, bookId: CHECKOUT_BOOK, card: CARD };
  const order = { orderId: orders.orderId, bookId: DIRECT_BOOK, priceCents: 100, card: CARD };
  const answers = await Promise.all([
    send(`${endpoints.storefront}/checkout`, checkout, bought, signal),
    send(`${endpoints.orders}/orders`, orders, order, signal),
    send(`${endpoints.catalog}/books/${DIRECT_BOOK}`, catalog, undefined, signal),
  ]);
  return { checkout: answers[0], orders: answers[1], catalog: answers[2] };
}

async function send(
  url: string,
  probe: Probe,
  body: unknown,
  signal: AbortSignal,
  timeoutMs = TIMEOUT,
): Promise<ProbeAnswer> {
  const sent = Date.now();
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { traceparent: probe.header, 'content-type': 'application/json', connection: 'close' },
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
