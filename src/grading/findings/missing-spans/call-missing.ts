import { stageOf } from '#grading/bench-faults/stages.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, traceFact } from '#grading/evidence.ts';

/** A service that the order must reach logged no line and recorded no span of it. */
export const callMissing = diagnosis(['call-missing'], ({ checkout, exportErrors }) => {
  const service = (['orders', 'payments-worker'] as const).find(
    (one) =>
      checkout.logsOf(one).length === 0 &&
      checkout.keyed(one).length === 0 &&
      // Spans that could not be sent may be those of the order.
      exportErrors[one] === undefined,
  );
  if (!service) return undefined;
  const { traceId, orderId } = checkout.probe;
  return {
    status: 'fail',
    finding: 'call-missing',
    values: { service, lacking: `a log line nor a span with order ${orderId}` },
    evidence: [
      traceFact(traceId, service, `No log line and no span of it carries order ${orderId}.`),
      ...logFacts(checkout.logs),
    ],
    stage: stageOf(service, 'the order reaches it'),
  };
});
