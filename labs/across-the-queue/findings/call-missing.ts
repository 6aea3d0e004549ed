import { traceFact } from '#grading/evidence.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** The checkout was accepted, and the worker logged nothing of it; the copies of messages say how far it came. */
export const callMissing = eachPayment(['call-missing'], (model) => {
  const { probe, published, delivered } = model;
  if (model.logsOf('payments-worker').length > 0) return undefined;
  const lacking =
    published.length === 0
      ? 'no message was published for it'
      : delivered.length === 0
        ? 'its message was published, and never given to a worker'
        : 'its message was given to the worker, which logged nothing of it';
  return {
    ...{ status: 'fail', finding: 'call-missing', values: { lacking, orderId: probe.orderId } },
    evidence: [
      traceFact(probe.traceId, 'orders', `The checkout is in this trace, and ${lacking}.`),
      ...bothSides(model),
    ],
  };
});
