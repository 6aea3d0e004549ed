import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { keyedLogFact } from '../log-evidence.ts';

/**
 * A service logged under a span that was sampled and is not stored, while others of it in the same trace are: the
 * span was started, and never ended. Only spans that ended are sent.
 */
export const unendedSpan = diagnosis(['unended-span'], ({ checkout }) => {
  const { spans, logs, probe } = checkout;
  for (const log of logs) {
    const { service, traceId, spanId, sampled, message } = log;
    if (!sampled || spanId === '' || spanId === probe.spanId) continue;
    const ofTrace = spans.filter((span) => span.traceId === traceId);
    const others = ofTrace.filter((span) => span.service === service);
    if (others.length === 0 || ofTrace.some((span) => span.spanId === spanId)) continue;
    const below = ofTrace.filter(({ parentSpanId }) => parentSpanId === spanId);
    return {
      status: 'fail',
      finding: 'unended-span',
      values: { service, spanId, traceId, below: below.length === 1 ? 'one span' : `${below.length} spans` },
      evidence: [
        keyedLogFact(
          log,
          `Its log line “${message}” was written in span ${spanId}, which is not stored.`,
          'span_id',
        ),
        ...below.map((span) => spanFact(span, `It names ${spanId} as its parent.`)),
        spanFact(others[0]!, 'A span of the same service and trace that was ended and is stored.'),
      ],
    };
  }
  return undefined;
});
