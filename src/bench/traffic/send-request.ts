import { setTimeout as wait } from 'node:timers/promises';
import type { Request } from '#course/answers/requests.ts';
import { ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import type { SentRequest } from './request-values.ts';

/** Milliseconds until a request counts as unanswered; the Bookstore’s own limits are shorter. */
const ANSWER_LIMIT = 8_000;
/** Milliseconds in which the line of a service that answered is read from its pipe, or from a pod’s log. */
const LINE_LIMIT = 5_000;
const LOOK_EVERY = 50;

type Bench = Pick<Runtime, 'endpoints' | 'followLogs'>;

/** Sends one request as it is described, its placeholders filled in, and notes in `sent` what came of it. */
export async function sendRequest(
  bench: Bench,
  request: Request,
  sent: SentRequest,
  signal: AbortSignal,
): Promise<void> {
  const lines: LogLine[] = [];
  const listening = new AbortController();
  bench.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    const { url, method, body, asked } = addressOf(bench, request, sent);
    const began = performance.now();
    const answer = await fetch(url, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...request.headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT)]),
    });
    await answer.text();
    sent.answer = { status: answer.status, ms: Math.round((performance.now() - began) * 10) / 10 };
    if (asked) sent.trace = await traceInLog(lines, asked, sent.order, signal);
    if (request.checkout && answer.ok)
      sent.receiver = await traceInLog(lines, 'payments-worker', sent.order, signal);
  } finally {
    listening.abort();
  }
}

interface Address {
  url: string;
  method: string;
  body?: unknown;
  /** The service whose log names the trace. */
  asked?: LogLine['part'];
}

function addressOf(bench: Bench, { checkout, http, otlp }: Request, { order }: SentRequest): Address {
  const endpoints = bench.endpoints();
  if (checkout) {
    const body = { orderId: order, bookId: checkout.book, card: checkout.card };
    return { url: `${endpoints.storefront}/checkout`, method: 'POST', body, asked: 'storefront' };
  }
  if (!http) return { url: `${endpoints.otlpHttp}/v1/traces`, method: 'POST', body: otlp };
  const { to, method, path, body } = http;
  const base = { storefront: endpoints.storefront, catalog: endpoints.catalog, orders: endpoints.orders };
  const url = `${{ ...base, 'payments-worker': endpoints.paymentsWorker }[to]}${path}`;
  // catalog knows books and no orders, so that none of its lines is known to be of this request.
  return { url, method, body, ...(to !== 'catalog' && { asked: to }) };
}

/** The trace that the service names in its line of the order; undefined where it logs none. */
async function traceInLog(
  lines: readonly LogLine[],
  part: LogLine['part'],
  order: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const until = performance.now() + LINE_LIMIT; ; await wait(LOOK_EVERY, undefined, { signal })) {
    const line = lines.find((one) => one.part === part && one.fields?.[ORDER_KEY] === order);
    if (line) return typeof line.fields?.trace_id === 'string' ? line.fields.trace_id : undefined;
    if (performance.now() > until) return undefined;
  }
}
