import type { MessageModel } from '#grading/experiments/messages/model/payment-model.ts';
import { type Reference, referencesOf } from '#grading/experiments/messages/model/references.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** What a verdict says of a span that has a parent, when its link is right and when there is none that is. */
const LINKED = {
  has: 'has the right link, to the span that sent the message, and a span of orders as its parent besides',
  next: 'Keep the link, find out where the span gets its parent',
};
const UNLINKED = {
  has: 'has a span of orders as its parent, and no link to the span that sent the message',
  next: 'Ask which of the two, parent or link, the extracted context becomes',
};

/** The worker's span has a parent: the checkout's trace is as long as its payment. */
export const parentInsteadOfLink = eachPayment(['parent-instead-of-link'], (model) => {
  const top = model.tops.find(({ parentSpanId }) => parentSpanId !== undefined);
  if (!top) return undefined;
  const isLinked = linkLeads(model, top, 'to-the-sender');
  const had = isLinked ? 'which has the right link, and a parent' : 'which has a parent, and no link to it';
  return {
    ...{ status: 'fail', finding: 'parent-instead-of-link' },
    values: { traceId: top.traceId, ...(isLinked ? LINKED : UNLINKED) },
    evidence: bothSides(model, { worker: `payments-worker’s span of the message, ${had}.` }),
  };
});

/** The worker's span links to a span of the worker, and to none that sent the message: a further link is nobody's harm. */
export const linkToItself = eachPayment(['link-to-itself'], (model) => {
  const top = model.tops.find(
    (one) => linkLeads(model, one, 'to-itself') && !linkLeads(model, one, 'to-the-sender'),
  );
  if (!top) return undefined;
  return {
    ...{ status: 'fail', finding: 'link-to-itself', values: { ownTraceId: top.traceId } },
    evidence: bothSides(model, { worker: 'Its link leads to a span of payments-worker.' }),
  };
});

/** The worker's span is a root that no link leads away from. */
export const noLink = eachPayment(['no-link'], (model) => {
  const top = model.tops.find((one) => referencesOf(model, one).every(({ target }) => target === undefined));
  if (!top) return undefined;
  const had = top.links.length === 0 ? 'no link' : 'a link to a span that is not stored';
  return {
    ...{
      status: 'fail',
      finding: 'no-link',
      values: { ownTraceId: top.traceId, traceId: model.probe.traceId, had },
    },
    evidence: bothSides(model, { worker: `payments-worker’s span of the message is a root with ${had}.` }),
  };
});

function linkLeads(model: MessageModel, top: Span, to: Reference['leads']): boolean {
  return referencesOf(model, top).some(({ by, leads }) => by === 'link' && leads === to);
}
