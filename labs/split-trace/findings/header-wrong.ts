import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import { attachmentOf } from '#grading/experiments/checkout/model/attachment.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** A service was given a parent that is no span of storefront: the header was put together wrongly. */
export const headerWrong = diagnosis(['header-hand-written-wrong'], (model) => {
  const { checkout } = model;
  const orders = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'wrong-parent');
  const catalog = catalogHop(model);
  const span = orders ?? (catalog.attachment === 'wrong-parent' ? catalog.span : undefined);
  if (!span) return undefined;
  const why = whyWrong(checkout, span);
  return {
    status: 'fail',
    finding: 'header-hand-written-wrong',
    values: { service: span.service, parentId: span.parentSpanId ?? '', why },
    evidence: [
      spanFact(span, `Its parent is ${span.parentSpanId}: ${why}.`),
      ...checkout
        .keyed('storefront', 'server')
        .map((own) => spanFact(own, 'storefront’s SERVER span of the order.')),
      ...logFacts(checkout.logs),
    ],
  };
});

function whyWrong({ probe, tree, inTrace }: ProbeModel, span: Span): string {
  const parent = tree.parentOf(span);
  if (span.parentSpanId === probe.spanId)
    return 'the span that called storefront, not one of storefront’s own';
  if (parent) return `a span of ${parent.service}`;
  return inTrace(span) ? 'a span id that nobody recorded' : 'a span of a trace that this checkout is not in';
}
