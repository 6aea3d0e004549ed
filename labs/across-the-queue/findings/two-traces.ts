import { spanFact, traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import type { Judgement } from '#grading/judgement.ts';
import { lineFact } from '#grading/log-evidence.ts';

const GIVES = [
  'not-a-trace-id',
  'trace-not-found',
  'not-settled',
  'wrong-trace',
  'same-trace-twice',
  'other-order',
  'wrong-headers',
  'pass',
] as const;
type Id = (typeof GIVES)[number];

const ORDER_KEY = 'bookstore.order.id';

/** The ids that were answered, to be looked for. */
export function tracesAnswered(answers: Readonly<Record<string, unknown>>): string[] {
  return ['trace', 'worker'].flatMap((id) => {
    const { value } = (answers[id] ?? {}) as { value?: string };
    return value ? [value] : [];
  });
}

/** The learner has found both traces of one checkout, and seen that its message carries nothing. */
export const twoTraces = judgeOf<Id>(GIVES, (seen) => {
  const checkout = storedTrace(seen, 'trace');
  if ('status' in checkout) return checkout;
  const worker = storedTrace(seen, 'worker');
  if ('status' in worker) return worker;
  const orders = ordersIn(checkout, 'orders');
  if (orders.length === 0) {
    const none = `For the trace of the checkout you wrote ${checkout.traceId}. No order was placed in it: orders has no span or log line there.`;
    return wrong(checkout, 'orders', areSwapped(checkout, worker) ? SWAPPED : none);
  }
  if (checkout.traceId === worker.traceId) return same(checkout);
  const paid = ordersIn(worker, 'payments-worker');
  if (paid.length === 0)
    return wrong(
      worker,
      'payments-worker',
      `For the worker’s trace you wrote ${worker.traceId}. The payments-worker has no span or log line in it.`,
    );
  const order = orders.find((id) => paid.includes(id));
  if (order === undefined) return otherOrder(checkout, worker, orders[0]!, paid[0]!);
  const { value: headers } = answerTo(seen, 'headers', 'number');
  if (headers !== 0)
    return {
      ...{ status: 'fail', finding: 'wrong-headers', values: { typed: String(headers), order } },
      evidence: [traceFact(worker.traceId, 'payments-worker', `Order ${order} was paid in this trace.`)],
    };
  return passed(checkout, worker, order);
});

function storedTrace(seen: OwnTraces, id: 'trace' | 'worker'): OwnTrace | Judgement<Id> {
  const { value, digits } = answerTo(seen, id, 'trace');
  const where = id === 'trace' ? 'the trace of the checkout' : 'the worker’s trace';
  if (value === undefined)
    return { status: 'fail', finding: 'not-a-trace-id', values: { typed: digits, where }, evidence: [] };
  const trace = seen.traces.find(({ traceId }) => traceId === value);
  if (!trace || trace.spans.length === 0)
    return {
      ...{ status: 'fail', finding: 'trace-not-found', values: { traceId: value, where } },
      evidence: [traceFact(value, 'tempo', 'Tempo has no span with this id.')],
    };
  return stillGrowing(trace) ?? trace;
}

/** The orders that a service names in a trace, on spans or on log lines. */
function ordersIn({ spans, lines }: OwnTrace, service: string): string[] {
  const onSpans = spans
    .filter((span) => span.service === service)
    .map(({ attributes }) => attributes[ORDER_KEY]);
  const onLines = lines.filter(({ part }) => part === service).map(({ fields }) => fields?.[ORDER_KEY]);
  return [...new Set([...onSpans, ...onLines].filter((id) => typeof id === 'string'))];
}

const SWAPPED =
  'The two ids are swapped: what you wrote for the trace of the checkout holds the payment, and what you wrote for the worker’s trace holds the order.';

function areSwapped(checkout: OwnTrace, worker: OwnTrace): boolean {
  return ordersIn(checkout, 'payments-worker').length > 0 && ordersIn(worker, 'orders').length > 0;
}

function wrong({ traceId }: OwnTrace, service: string, detail: string): Judgement<Id> {
  return {
    ...{ status: 'fail', finding: 'wrong-trace', values: { traceId, detail } },
    evidence: [traceFact(traceId, service, detail)],
  };
}

function same({ traceId }: OwnTrace): Judgement<Id> {
  const note = 'It holds the spans of storefront, catalog and orders, and none of payments-worker.';
  return {
    ...{ status: 'fail', finding: 'same-trace-twice', values: { traceId } },
    evidence: [traceFact(traceId, 'payments-worker', note)],
  };
}

function otherOrder(checkout: OwnTrace, worker: OwnTrace, placed: string, paid: string): Judgement<Id> {
  return {
    ...{ status: 'fail', finding: 'other-order', values: { placed, paid } },
    evidence: [
      traceFact(checkout.traceId, 'orders', `Order ${placed} was placed in this trace.`),
      traceFact(worker.traceId, 'payments-worker', `Order ${paid} was paid in this one.`),
    ],
  };
}

function passed(checkout: OwnTrace, worker: OwnTrace, order: string): Judgement<Id> {
  const root = worker.tree.roots.find(({ service }) => service === 'payments-worker');
  const line = worker.lines.find(({ part }) => part === 'payments-worker');
  const traces = { traceId: checkout.traceId, ownTraceId: worker.traceId };
  return {
    ...{ status: 'pass', finding: 'pass', values: { ...traces, order } },
    evidence: [
      traceFact(checkout.traceId, 'orders', 'The checkout: its last span is the one that sends the message.'),
      ...(root ? [spanFact(root, 'payments-worker’s span of the same order, a root.')] : []),
      ...(line ? [lineFact(line, { field: 'trace_id' })] : []),
    ],
  };
}
