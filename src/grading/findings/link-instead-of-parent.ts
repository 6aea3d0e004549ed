import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { entryOf } from '../experiments/checkout/model/hops.ts';

/** A message is handled in a trace of its own with a link, where the step asks for the sender's trace. */
export const linkInsteadOfParent = diagnosis(['link-instead-of-parent'], ({ checkout }) => {
  const consumer = entryOf(checkout, 'payments-worker');
  if (!consumer || consumer.parentSpanId !== undefined) return undefined;
  const linked = checkout.spans.find(
    ({ traceId, spanId, service }) =>
      service !== consumer.service &&
      consumer.links.some((link) => link.traceId === traceId && link.spanId === spanId),
  );
  if (!linked) return undefined;
  return {
    status: 'fail',
    finding: 'link-instead-of-parent',
    values: {
      service: consumer.service,
      sender: linked.service,
      traceId: linked.traceId,
      ownTraceId: consumer.traceId,
    },
    evidence: [
      spanFact(consumer, `It has no parent, and a link to a span of ${linked.service}.`),
      spanFact(linked, 'The span that sent the message.'),
    ],
  };
});
