import type { Evidence } from '#course/verdict.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { CheckoutModel, ProbeModel } from './model/checkout-model.ts';

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
      call: callOf(checkout, server),
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
      ...remarks(checkout),
      ...logFacts(checkout.logs),
    ],
  };
}

/** How the call to orders looks in the trace. Behaviours that look alike from outside are named together. */
function callOf({ tree, keyed, inTrace }: ProbeModel, server: Span | undefined): string {
  const parent = server && tree.parentOf(server);
  if (parent?.kind === 'client') return 'It is a CLIENT span, so the time of the call is measured too.';
  if (parent)
    return `It is no CLIENT span but the ${parent.kind.toUpperCase()} span: the context is handed on, and nobody measures the call itself.`;
  const childless = keyed('storefront', 'client')
    .filter(inTrace)
    .find((span) => tree.childrenOf(span).length === 0);
  return childless
    ? 'storefront’s CLIENT span of the call is there, with nothing below it: the header was lost, or left, on the way.'
    : 'storefront has no CLIENT span of the call. A client without a transport and `http.Post` look alike from here, but `http.Post` gives up ctx too, and with it the request’s time limit.';
}

/** What no step of a checkout asks for, and a good reader of the trace sees all the same. */
function remarks({ spans, tree }: ProbeModel): Evidence[] {
  const nested = spans.find((span) => {
    const parent = tree.parentOf(span);
    return span.kind === 'client' && parent?.kind === 'client' && parent.service === span.service;
  });
  const behind = spans.find((span) => {
    const parent = tree.parentOf(span);
    return parent?.service === span.service && span.startTime > parent.startTime + parent.duration;
  });
  return [
    ...(nested
      ? [
          spanFact(
            nested,
            'By the way: this CLIENT span hangs directly under another of its service: one call is measured twice.',
          ),
        ]
      : []),
    ...(behind
      ? [spanFact(behind, 'By the way: this span began after its parent, in the same service, had ended.')]
      : []),
  ];
}
