import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import { attachmentOf } from '#grading/experiments/checkout/model/attachment.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * A service was given a parent that is no span of storefront: a stored span of somebody else's, or a trace that the
 * checkout is not in. A parent in the checkout's trace that nobody recorded is `orphan-parent`: who named it is unknown.
 */
export const headerWrong = diagnosis(['header-hand-written-wrong'], (model) => {
  const { checkout } = model;
  const orders = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'wrong-parent' && isKnown(checkout, span));
  const catalog = catalogHop(model);
  const span =
    orders ??
    (catalog.attachment === 'wrong-parent' && isKnown(checkout, catalog.span!) ? catalog.span : undefined);
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

function whyWrong({ probe, tree }: ProbeModel, span: Span): string {
  const parent = tree.parentOf(span);
  if (span.parentSpanId === probe.spanId)
    return 'the span that called storefront, not one of storefront’s own';
  if (parent) return `a span of ${parent.service}`;
  return 'a span of a trace that this checkout is not in';
}

function isKnown({ probe, tree, inTrace }: ProbeModel, span: Span): boolean {
  return !inTrace(span) || span.parentSpanId === probe.spanId || tree.parentOf(span) !== undefined;
}
