import { keyedLogFact } from '#grading/log-evidence.ts';
import { eachPayment } from './each-payment.ts';

/** orders recorded the checkout, and the worker was told, or told itself, not to. */
export const sampledAway = eachPayment(['sampled-away'], (model) => {
  const { probe } = model;
  const mine = ({ traceId }: { traceId: string }) => traceId === probe.traceId;
  const sent = model.logsOf('orders').find((log) => mine(log) && log.sampled === true);
  const taken = model.logsOf('payments-worker').find((log) => mine(log) && log.sampled === false);
  if (!sent || !taken) return undefined;
  const reason = `In trace ${probe.traceId} orders’ log lines say trace_flags 01, and the worker’s say 00.`;
  return {
    ...{ status: 'fail', finding: 'sampled-away' },
    values: { service: 'payments-worker', reason },
    evidence: [
      keyedLogFact(sent, 'orders logged this with trace_flags 01.', 'trace_flags'),
      keyedLogFact(taken, 'payments-worker logged this with trace_flags 00.', 'trace_flags'),
    ],
  };
});
