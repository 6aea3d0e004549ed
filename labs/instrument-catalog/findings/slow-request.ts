import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { straysOf } from './whose-span.ts';

/** The book whose look-up takes 800 ms in the database. */
export const SLOW_BOOK = 'b-900';

/**
 * Milliseconds: half of what the database takes for that book at the least, on any machine. A span that covers the look-up
 * lasts longer, one that does not has next to nothing; the wait of the request is no measure, since a busy machine stretches it.
 */
const COVERS = 400;

/** The slow look-up that the check asked catalog for, with the spans of its time. */
export interface SlowRequest extends CatalogRequest {
  /** Milliseconds from the request to its answer. */
  wait: number;
  /** Whether a span lasts as long as the look-up in the database. */
  isCoveredBy(span: Span): boolean;
}

/** Undefined where the request was not answered, so that nothing can be said of its time. */
export function slowRequest(model: CheckoutModel): SlowRequest | undefined {
  const asked = catalogRequests(model).find(({ book }) => book === SLOW_BOOK);
  if (asked?.request.answer.status !== 200) return undefined;
  const { sent, answered } = asked.request.answer;
  // Its end says nothing: a handler ends its span after the answer was written, on a busy machine long after it arrived.
  const ofItsTime = straysOf(model).filter(({ startTime }) => startTime >= sent && startTime <= answered);
  const wait = answered - sent;
  return {
    ...asked,
    spans: [...asked.spans, ...ofItsTime],
    wait,
    isCoveredBy: ({ duration }) => duration >= COVERS,
  };
}
