import { randomUUID } from 'node:crypto';
import type { OwnSpan } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { toolParentId } from '#telemetry/trace/tool-parent.ts';
import { buildTraceparent } from '#telemetry/trace/traceparent.ts';
import { ownTraceId } from '../../own-id.ts';
import { placeRandomPart, type RandomPlace } from '../../random-part.ts';

/** A request that a check sends, with a trace and an order of its own. */
export interface Probe {
  traceId: string;
  /** The span that the request names as its parent; Spanwise exports it. */
  spanId: string;
  orderId: string;
  header: string;
  /** The header of that name, where the probe has it. */
  tracestate?: string;
}

/** Attribute and log field under which the Bookstore carries the order's id. */
export const ORDER_KEY = 'bookstore.order.id';

/** Attribute under which a span names the message that it is about, by the semantic conventions. */
export const MESSAGE_KEY = 'messaging.message.id';

/** How a probe differs from an ordinary request. */
export interface ProbeWish {
  /** False for a request whose caller says that its trace is not recorded: flag 00. */
  sampled?: boolean;
  /** Where the random part of the trace id lies in its range. A sampler that takes a share decides by it. */
  random?: Exclude<RandomPlace, 'spread'>;
  tracestate?: string;
  /** Whether the learner wants it, and not a check: its trace counts as the learner's. */
  byLearner?: boolean;
}

/** Chooses fresh ids. */
export function newProbe(wish: ProbeWish = {}): Probe {
  const { sampled = true, random = 'anywhere', tracestate, byLearner = false } = wish;
  const chosen = placeRandomPart(newTraceId(), random);
  const traceId = byLearner ? chosen : ownTraceId(chosen);
  const spanId = byLearner ? toolParentId(traceId) : newSpanId();
  const header = buildTraceparent({ traceId, parentId: spanId, sampled });
  return { traceId, spanId, orderId: randomUUID(), header, ...(tracestate && { tracestate }) };
}

/** The span a probe names as its parent. It is exported before the request is answered, so that it cannot be late. */
export function parentSpanOf(probe: Probe, name: string, time: number): OwnSpan {
  const { traceId, spanId, orderId } = probe;
  return { traceId, spanId, name, startTime: time, endTime: time + 1, attributes: { [ORDER_KEY]: orderId } };
}
