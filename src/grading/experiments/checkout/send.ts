import type { Endpoints } from '#system/endpoints.ts';
import type { Probe } from './probe.ts';

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
const LIMIT = 6000;
const FIRST_LIMIT = 2000;

/**
 * Sends a checkout that nobody judges. A service that keeps the context of the first request it sees, and uses it for
 * every later one, looks right to that one only.
 */
export async function sendFirst(endpoints: Endpoints, probe: Probe, signal: AbortSignal): Promise<void> {
  const wish = { orderId: probe.orderId, bookId: FIRST_BOOK, card: CARD };
  await send(`${endpoints.storefront}/checkout`, probe, wish, signal, FIRST_LIMIT);
}

/** Sends the three requests of an attempt: a checkout, and one straight to each service that storefront calls. */
export async function sendProbes(
  endpoints: Endpoints,
  probes: { checkout: Probe; orders: Probe; catalog: Probe },
  signal: AbortSignal,
): Promise<{ checkout: ProbeAnswer; orders: ProbeAnswer; catalog: ProbeAnswer }> {
  const { checkout, orders, catalog } = probes;
  const wish = { orderId: checkout.orderId, bookId: CHECKOUT_BOOK, card: CARD };
  const order = { orderId: orders.orderId, bookId: DIRECT_BOOK, priceCents: 100, card: CARD };
  const answers = await Promise.all([
    send(`${endpoints.storefront}/checkout`, checkout, wish, signal),
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
  limit = LIMIT,
): Promise<ProbeAnswer> {
  const sent = Date.now();
  const late = AbortSignal.timeout(limit);
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
    const cause = (error as Error).cause;
    const reason = cause instanceof Error ? cause.message : (error as Error).message;
    const text = late.aborted ? `no answer within ${limit / 1000} s` : reason;
    return { status: 0, body: text, sent, answered: Date.now() };
  }
}
