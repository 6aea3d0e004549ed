import { stageOf } from '#grading/bench-faults/stages.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * The checkout was accepted, and a call of it was given up because its context had ended, so that the order did not get
 * everywhere. The context of a request ends with its answer.
 */
export const contextCancelled = diagnosis(['context-cancelled'], ({ checkout }) => {
  const unreached = (['orders', 'payments-worker'] as const).find(
    (one) => checkout.logsOf(one).length === 0 && checkout.keyed(one).length === 0,
  );
  const call = checkout.spans.find(isCancelled);
  if (!unreached || !call) return undefined;
  return {
    status: 'fail',
    finding: 'context-cancelled',
    values: {
      service: call.service,
      unreached,
      kind: call.kind.toUpperCase(),
      traceId: call.traceId,
      spanId: call.spanId,
    },
    evidence: [
      spanFact(call, `It ended with “${call.statusMessage || 'context canceled'}”.`),
      {
        kind: 'span' as const,
        traceId: checkout.probe.traceId,
        service: unreached,
        note: `No log line and no span of it carries order ${checkout.probe.orderId}.`,
      },
      ...logFacts(checkout.logs),
    ],
    stage: stageOf(unreached, 'the order reaches it'),
  };
});

/** Go's words for a context that was ended by its owner; one that ran out of time says “deadline exceeded”. */
function isCancelled({ status, statusMessage = '', events }: Span): boolean {
  const said = [
    statusMessage,
    ...events.map(({ attributes }) => String(attributes['exception.message'] ?? '')),
  ];
  return status === 'error' && said.some((text) => text.includes('context canceled'));
}
