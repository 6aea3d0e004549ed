import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { entryOf } from '../experiments/checkout/model/hops.ts';

/** A message is handled in its sender's trace, where the step asks for a trace of its own with a link. */
export const parentInsteadOfLink = diagnosis(['parent-instead-of-link'], ({ checkout }) => {
  const consumer = entryOf(checkout, 'payments-worker');
  const parent = consumer && checkout.tree.parentOf(consumer);
  if (!parent || parent.service === consumer.service) return undefined;
  return {
    status: 'fail',
    finding: 'parent-instead-of-link',
    values: { service: consumer.service, sender: parent.service, traceId: consumer.traceId },
    evidence: [
      spanFact(consumer, `Its parent is a span of ${parent.service}.`),
      spanFact(parent, 'The span that sent the message.'),
    ],
  };
});
