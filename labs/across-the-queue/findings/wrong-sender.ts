import { spanFact } from '#grading/evidence.ts';
import { referencesOf } from '#grading/experiments/messages/model/references.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** The worker's span leads to another order's: a context was kept from another message or request. */
export const contextKept = eachPayment(['context-kept'], (model) => {
  const found = references(model).find(({ leads }) => leads === 'to-another-order');
  if (!found?.target) return undefined;
  const { target, by } = found;
  return {
    ...{ status: 'fail', finding: 'context-kept' },
    values: { orderId: model.probe.orderId, traceId: model.probe.traceId, ownTraceId: target.traceId, by },
    evidence: [
      ...bothSides(model),
      spanFact(target, `The ${by} leads to this span, which is of another order.`),
    ],
  };
});

/** The worker's span leads to a span of the checkout that did not send the message. */
export const consumerBesideProducer = eachPayment(['consumer-beside-producer'], (model) => {
  const found = references(model).find(({ leads }) => leads === 'beside-it');
  if (!found?.target) return undefined;
  const { target, by } = found;
  const what = `${target.service}’s ${target.kind.toUpperCase()} span`;
  return {
    ...{ status: 'fail', finding: 'consumer-beside-producer' },
    values: { what, by, traceId: model.probe.traceId },
    evidence: [...bothSides(model), spanFact(target, `The ${by} leads to this span.`)],
  };
});

/** The worker's span names a span that is stored nowhere, and nothing says why. */
export const orphanParent = eachPayment(['orphan-parent'], (model) => {
  const found = references(model).find(({ leads }) => leads === 'nowhere');
  if (!found) return undefined;
  return {
    ...{ status: 'fail', finding: 'orphan-parent' },
    values: { traceId: found.traceId, parentId: found.spanId, by: found.by },
    evidence: bothSides(model),
  };
});

function references(model: Parameters<typeof referencesOf>[0]) {
  return model.tops.flatMap((top) => referencesOf(model, top));
}
