import { keyedLogFact } from '#grading/log-evidence.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** A span that a message or a log line names is stored nowhere, and its service has no other in its place. */
export const unendedSpan = eachPayment(['unended-span'], (model) => {
  const { probe, tree, publishing, carried, tops } = model;
  const sent = carried?.spanId;
  if (sent && !publishing && tree.spans.every(({ spanId }) => spanId !== sent))
    return {
      ...{ status: 'fail', finding: 'unended-span' },
      values: {
        service: 'orders',
        spanId: sent,
        traceId: probe.traceId,
        named: 'The message of the checkout names it',
      },
      evidence: bothSides(model, { message: `It names the span ${sent}, which is not stored.` }),
    };
  const line = model
    .logsOf('payments-worker')
    .find(({ spanId, sampled }) => sampled && spanId && tree.spans.every((span) => span.spanId !== spanId));
  if (!line || tops.length > 0) return undefined;
  return {
    ...{ status: 'fail', finding: 'unended-span' },
    values: {
      service: 'payments-worker',
      ...{ spanId: line.spanId, traceId: line.traceId },
      named: 'A log line of payments-worker names it',
    },
    evidence: [
      keyedLogFact(
        line,
        `It logged “${line.message}” in span ${line.spanId}, which is not stored.`,
        'span_id',
      ),
    ],
  };
});
