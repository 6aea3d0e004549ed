import { randomUUID } from 'node:crypto';
import type { CheckoutResult } from '#api/trace-view.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { drawTrace } from '#trace-view/view.ts';
import { collectOrderTraces } from './collect-order-traces.ts';

const BOOK = 'b-100';
const CARD = '4242424242424242';

/** Sends one checkout in a trace of its own choosing and shows all it left behind: every trace, every service's log line. */
export async function sendCheckout(runtime: Runtime, signal: AbortSignal): Promise<CheckoutResult> {
  const sent = { orderId: randomUUID(), traceId: newTraceId(), spanId: newSpanId(), sentAt: Date.now() };
  const { httpStatus, answer } = await post(runtime, sent, signal);
  const { traces, logs } = await collectOrderTraces(runtime, sent, httpStatus, signal);
  // The request's own trace first, even an empty one: that it is empty is the news then.
  const ids = [sent.traceId, ...[...traces.keys()].filter((id) => id !== sent.traceId)];
  return {
    orderId: sent.orderId,
    traceId: sent.traceId,
    httpStatus,
    answer,
    // The request's parent is ours and was never recorded, which is no fault of the trace.
    traces: ids.map((id) => drawTrace(id, traces.get(id) ?? [], [sent.spanId])),
    logs,
  };
}

async function post(
  runtime: Runtime,
  sent: { orderId: string; traceId: string; spanId: string },
  signal: AbortSignal,
): Promise<{ httpStatus: number; answer: string }> {
  try {
    const response = await fetch(`${runtime.endpoints().storefront}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${sent.traceId}-${sent.spanId}-01` },
      body: JSON.stringify({ orderId: sent.orderId, bookId: BOOK, card: CARD }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(8_000)]),
    });
    return { httpStatus: response.status, answer: (await response.text()).slice(0, 2_000) };
  } catch (error) {
    signal.throwIfAborted();
    return { httpStatus: 0, answer: fetchProblem(error) };
  }
}
