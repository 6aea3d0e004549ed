import { setTimeout as wait } from 'node:timers/promises';
import type { CheckoutResult } from '#api/trace-view.ts';
import { newProbe, type Probe } from '#grading/experiments/checkout/probes/probe.ts';
import { createQueue } from '#runtimes/queue.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { drawTrace } from '#trace-view/view.ts';
import { collectOrderTraces } from './collect-order-traces.ts';

/** Sends one checkout in a trace of its own and shows all it left behind: every trace, every service's log line. */
export type SendCheckout = (signal: AbortSignal) => Promise<CheckoutResult>;

/** Not a book of a check’s judged requests: catalog’s log lines name a book and no order. */
const BOOK = 'b-300';
const CARD = '4242424242424242';
/** Milliseconds until a request counts as unanswered; the Bookstore’s own limits are shorter. */
const ANSWER_LIMIT = 8_000;
/** Milliseconds after an answer in which catalog’s log line may still be written. */
const LATE_LINES = 250;

/**
 * Makes the sender of one bench. Requests are on their way one at a time, so that catalog's log lines of this time are of
 * the one request; what they left behind is collected at the same time.
 */
export function createCheckouts(runtime: Runtime): SendCheckout {
  const inTurn = createQueue();
  /** Gives the answer at once, but keeps the next request back until late log lines of this one were written. */
  const send = (probe: Probe, signal: AbortSignal) =>
    new Promise<Answer>((resolve, reject) => {
      inTurn(async () => {
        resolve(await post(runtime.endpoints().storefront, probe, signal));
        await wait(LATE_LINES, undefined, { signal });
      }, signal).catch(reject);
    });
  return async (signal) => {
    const probe = newProbe({ byLearner: true });
    const lines: LogLine[] = [];
    const listening = new AbortController();
    runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
    try {
      const answer = await send(probe, signal);
      const { traces, logs } = await collectOrderTraces({
        tempo: tempoAt(runtime.endpoints().tempo),
        ...{ probe, lines, signal },
        ofRequest: ({ time, fields }) =>
          fields?.book === BOOK && time >= answer.sent && time <= answer.answered + LATE_LINES,
        accepted: answer.status < 300,
        exportDelay: runtime.exportDelay,
      });
      // The request's own trace first, even an empty one: that it is empty is the news then.
      const ids = [probe.traceId, ...[...traces.keys()].filter((id) => id !== probe.traceId)];
      return {
        ...{ orderId: probe.orderId, traceId: probe.traceId },
        ...{ httpStatus: answer.status, answer: answer.text },
        // The request's parent is ours and was never recorded, which is no fault of the trace.
        traces: ids.map((id) => drawTrace(id, traces.get(id) ?? [], [probe.spanId])),
        logs,
      };
    } finally {
      listening.abort();
    }
  };
}

interface Answer {
  /** 0 when storefront did not answer. */
  status: number;
  text: string;
  /** Milliseconds since the Unix epoch. */
  sent: number;
  answered: number;
}

async function post(storefront: string, probe: Probe, signal: AbortSignal): Promise<Answer> {
  const sent = Date.now();
  try {
    const response = await fetch(`${storefront}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: probe.header },
      body: JSON.stringify({ orderId: probe.orderId, bookId: BOOK, card: CARD }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT)]),
    });
    const text = (await response.text()).slice(0, 2_000);
    return { status: response.status, text, sent, answered: Date.now() };
  } catch (error) {
    signal.throwIfAborted();
    return { status: 0, text: fetchProblem(error), sent, answered: Date.now() };
  }
}
