import { spanFact } from '#grading/evidence.ts';
import { type Reference, referencesOf } from '#grading/experiments/messages/model/references.ts';
import { genitive } from '#grading/genitive.ts';
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

/**
 * A checkout that brought no tracestate has that of another order: a table of headers outlives its message, and only what is
 * written anew each time is right in it.
 */
export const stateKept = eachPayment(['context-kept'], (model, { payments }) => {
  if (model.probe.tracestate) return undefined;
  const other = payments.find(({ probe: { tracestate } }) => {
    const holds = (text: string | undefined) => tracestate !== undefined && text?.includes(tracestate);
    const inMessage = model.published.some(({ headers }) => headers.some(({ value }) => holds(value)));
    return inMessage || model.tops.some(({ traceState }) => holds(traceState));
  });
  if (!other) return undefined;
  const { orderId, traceId } = model.probe;
  return {
    ...{ status: 'fail', finding: 'context-kept' },
    values: { orderId, traceId, ownTraceId: other.probe.traceId, by: 'tracestate' },
    evidence: bothSides(model),
  };
});

/** The worker's span leads to a span of the checkout that did not send the message; a further link beside the right one may. */
export const consumerBesideProducer = eachPayment(['consumer-beside-producer'], (model) => {
  const found = model.tops
    .map((top) => referencesOf(model, top))
    .flatMap((all) => (all.some(({ leads }) => leads === 'to-the-sender') ? all.filter(isParent) : all))
    .find(({ leads }) => leads === 'beside-it');
  if (!found?.target) return undefined;
  const { target, by } = found;
  const what = `${genitive(target.service)} ${target.kind.toUpperCase()} span`;
  return {
    ...{ status: 'fail', finding: 'consumer-beside-producer' },
    values: { what, by, traceId: model.probe.traceId },
    evidence: [...bothSides(model), spanFact(target, `The ${by} leads to this span.`)],
  };
});

function isParent({ by }: Reference): boolean {
  return by === 'parent';
}

/** The worker's span names a span that is stored nowhere, and nothing says why. */
export const orphanParent = orphan(['parent', 'link']);

/** The same of its parent alone: a link that leads nowhere is no link. */
export const orphanParentAlone = orphan(['parent']);

function orphan(kinds: readonly Reference['by'][]) {
  return eachPayment(['orphan-parent'], (model) => {
    const found = references(model).find(({ by, leads }) => kinds.includes(by) && leads === 'nowhere');
    if (!found) return undefined;
    return {
      ...{ status: 'fail', finding: 'orphan-parent' },
      values: { traceId: found.traceId, parentId: found.spanId, by: found.by },
      evidence: bothSides(model),
    };
  });
}

function references(model: Parameters<typeof referencesOf>[0]) {
  return model.tops.flatMap((top) => referencesOf(model, top));
}
