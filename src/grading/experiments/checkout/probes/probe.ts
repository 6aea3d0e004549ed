import { randomUUID } from 'node:crypto';
import type { OwnSpan } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { buildTraceparent } from '#telemetry/trace/traceparent.ts';

/** A request that a check sends, with a trace and an order of its own. */
export interface Probe {
  traceId: string;
  /** The span that the request names as its parent; Spanwise exports it. */
  spanId: string;
  orderId: string;
  header: string;
}

/** Attribute and log field under which the Bookstore carries the order's id. */
export const ORDER_KEY = 'bookstore.order.id';

/** Chooses fresh ids. */
export function newProbe(): Probe {
  const traceId = newTraceId();
  const spanId = newSpanId();
  const header = buildTraceparent({ traceId, parentId: spanId, sampled: true });
  return { traceId, spanId, orderId: randomUUID(), header };
}

/** The span a probe names as its parent. It is exported before the request is answered, so that it cannot be late. */
export function parentSpanOf(probe: Probe, name: string, time: number): OwnSpan {
  const { traceId, spanId, orderId } = probe;
  return { traceId, spanId, name, startTime: time, endTime: time + 1, attributes: { [ORDER_KEY]: orderId } };
}
