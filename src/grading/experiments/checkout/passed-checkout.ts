import type { Judgement } from '#grading/check.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { CheckoutModel } from './model/checkout-model.ts';

/** The step is done; shows where storefront and orders are. */
export function passedCheckout({ checkout }: CheckoutModel): Judgement {
  const entry = checkout.keyed('storefront', 'server').find(checkout.inTrace);
  const server = checkout.keyed('orders', 'server')[0];
  const worker = checkout.keyed('payments-worker')[0];
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      traceId: checkout.probe.traceId,
      ordersTraceId: server?.traceId ?? '',
      spans: String(checkout.spans.filter(checkout.inTrace).length),
    },
    evidence: [
      ...(entry ? [spanFact(entry, 'storefront’s SERVER span, in the trace of the request.')] : []),
      ...(server
        ? [
            spanFact(
              server,
              server.parentSpanId
                ? 'orders’ SERVER span, under storefront.'
                : 'orders’ SERVER span, the root of its trace.',
            ),
          ]
        : []),
      ...(worker ? [spanFact(worker, 'payments-worker’s span of the same order.')] : []),
      ...logFacts(checkout.logs),
    ],
  };
}
