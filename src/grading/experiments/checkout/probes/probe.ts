import { randomUUID } from 'node:crypto';
import type { OwnSpan } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { ownTraceId } from '#telemetry/trace/own-trace-id.ts';
import { toolParentId } from '#telemetry/trace/tool-parent.ts';
import { buildTraceparent } from '#telemetry/trace/traceparent.ts';
import { placeRandomPart, type RandomPlace } from '../../random-part.ts';
import type { ProbeAnswer } from './probe-answer.ts';

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

/**
 * The span a probe names as its parent: as long as its caller waited. Both times are whole milliseconds, rounded down, so
 * the answer came before the next one began; a caller that ended before whom it calls would look like clocks that differ.
 */
export function parentSpanOf(
  { traceId, spanId, orderId }: Probe,
  name: string,
  { sent, answered }: Pick<ProbeAnswer, 'sent' | 'answered'>,
): OwnSpan {
  const times = { startTime: sent, endTime: answered + 1 };
  return { traceId, spanId, name, ...times, attributes: { [ORDER_KEY]: orderId } };
}

/** The same for a probe that is never sent, and only shows what the store does with its span. */
export function controlSpanOf(probe: Probe, name: string): OwnSpan {
  const now = Date.now();
  return parentSpanOf(probe, name, { sent: now, answered: now });
}
