import { keyedLogFact } from '#grading/log-evidence.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** The worker's log lines name the sender's span, and its own span is the root of another trace: it began before the header was read. */
export const extractedTooLate = eachPayment(['extracted-too-late'], (model) => {
  const { probe, publishing, tops } = model;
  const line = model
    .logsOf('payments-worker')
    .find(({ traceId, spanId }) => traceId === probe.traceId && spanId === publishing?.spanId);
  const apart = tops.find(({ traceId, parentSpanId }) => traceId !== probe.traceId && !parentSpanId);
  if (!line || !apart) return undefined;
  return {
    ...{ status: 'fail', finding: 'extracted-too-late' },
    values: { traceId: probe.traceId, ownTraceId: apart.traceId },
    evidence: [
      ...bothSides(model, { worker: 'payments-worker’s span of the message is the root of this trace.' }),
      keyedLogFact(line, `The worker logged “${line.message}” in the trace of the checkout.`, 'trace_id'),
    ],
  };
});
