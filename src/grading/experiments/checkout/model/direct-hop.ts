import type { Evidence } from '#course/verdict.ts';
import { spanFact, traceFact } from '#grading/evidence.ts';
import type { Service } from '#system/part-names.ts';
import { callFile, entryFile } from '#system/sources.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { ProbeModel } from './checkout-model.ts';
import { isLinked, isOfOrder } from './hops.ts';

/** A hop behind storefront's client that loses the trace: what is seen there, and the facts. */
export interface LostHop {
  hop: string;
  detail: string;
  /** What to look at, with the file that the table of the system has for it. */
  where: string;
  evidence: Evidence[];
}

/** Whether orders takes up the trace of a request sent straight to it; tells lost injection from lost extraction. */
export function ordersLosesIt({ probe, tree, keyed }: ProbeModel): LostHop | undefined {
  const servers = keyed('orders', 'server');
  if (servers.some((span) => span.traceId === probe.traceId && span.parentSpanId === probe.spanId))
    return undefined;
  const other = servers[0] ?? keyed('orders').find((span) => tree.roots.includes(span)) ?? keyed('orders')[0];
  const detail =
    servers.length === 0
      ? 'A request sent straight to orders with a traceparent left no SERVER span of orders.'
      : 'A request sent straight to orders with a traceparent began another trace.';
  return {
    hop: 'the entry of orders',
    detail,
    where: whereRead('orders'),
    evidence: [
      traceFact(probe.traceId, 'orders', detail),
      ...(other ? [spanFact(other, 'A span orders recorded for that request.')] : []),
    ],
  };
}

/** Whether payments-worker goes on with orders' trace, by parent or by link. */
export function queueLosesIt(requests: readonly ProbeModel[]): LostHop | undefined {
  for (const request of requests) {
    const worker = entryOf(request);
    if (!worker || goesOn(request, worker)) continue;
    const producer = request.keyed('orders', 'producer')[0] ?? request.keyed('orders')[0];
    const parent = request.tree.parentOf(worker);
    const detail =
      parent?.service === 'orders'
        ? 'payments-worker’s span of the order has orders’ span of another order as its parent.'
        : 'payments-worker’s span of the order has neither a parent nor a link in orders.';
    return {
      hop: 'orders → payments-worker, across the queue',
      detail,
      where: `${whereSent('orders', 'payments-worker')}, and ${whereRead('payments-worker')}`,
      evidence: [
        spanFact(worker, detail),
        ...(parent ? [spanFact(parent, 'Its parent.')] : []),
        ...(producer ? [spanFact(producer, 'orders’ span of the same order.')] : []),
      ],
    };
  }
  return undefined;
}

/** What a service writes into its requests or messages to another, and in which file. */
export function whereSent(from: Service, to: Service): string {
  return `what ${from} writes into what it sends to ${to}, in `.concat(
    '`',
    callFile(to) ?? `internal/${from}`,
    '`',
  );
}

/** What a service makes of the context that comes to it, and in which file. */
export function whereRead(service: Service): string {
  return `what ${service} makes of the context that reaches it, in `.concat(
    '`',
    entryFile(service) ?? `internal/${service}`,
    '`',
  );
}

/** The worker's topmost span of the order, whatever its kind. */
function entryOf({ keyed, tree }: ProbeModel): Span | undefined {
  return keyed('payments-worker').find((span) => tree.parentOf(span)?.service !== 'payments-worker');
}

/** By a parent or a link, which has to be of this order: another order's message is no way on. */
function goesOn(request: ProbeModel, worker: Span): boolean {
  const parent = request.tree.parentOf(worker);
  if (parent?.service === 'orders' && isOfOrder(request, parent)) return true;
  return isLinked(request, worker, 'orders');
}
