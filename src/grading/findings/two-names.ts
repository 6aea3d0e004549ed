import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';

/** Spans of one service carry two names: a part of it is set up by itself, with a resource of its own. */
export const twoNames = diagnosis(['wrong-service-name'], ({ checkout }) => {
  const nameOf = (span: (typeof checkout.spans)[number]) => String(span.resource['service.name'] ?? '');
  for (const other of checkout.spans) {
    const name = nameOf(other);
    const own = checkout.spans.find(
      (span) => span.service === other.service && nameOf(span) === span.service && name !== span.service,
    );
    if (!own) continue;
    return {
      status: 'fail',
      finding: 'wrong-service-name',
      values: { service: own.service, name: name || 'unknown_service', traceId: other.traceId },
      evidence: [
        spanFact(other, `It is a span of ${own.service}, and its resource says service.name = ${name}.`),
        spanFact(own, `Another span of ${own.service}, under its own name.`),
      ],
    };
  }
  return undefined;
});
