import type { Span } from '#telemetry/trace/span.ts';
import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { entryOf } from '../experiments/checkout/model/hops.ts';
import { genitive } from '../genitive.ts';

/**
 * A statement began a trace of its own: it was run without the request's context. The span of the statement carries no
 * order, so the check has to look for `detachedRoots`. It counts where the service has no statement in the checkout.
 */
export const dbSpanDetached = diagnosis(['db-span-detached'], ({ checkout, detachedRoots }) => {
  const statements = checkout.spans.filter(isStatement);
  const detached = [...statements, ...detachedRoots.filter(isStatement)].find(
    (span) =>
      span.parentSpanId === undefined &&
      !statements.some((other) => other.service === span.service && other.parentSpanId !== undefined),
  );
  const entry = (['catalog', 'orders'] as const)
    .filter((service) => service === detached?.service)
    .map((service) => entryOf(checkout, service))[0];
  if (!detached || !entry) return undefined;
  const { service, name: statement, traceId } = detached;
  return {
    status: 'fail',
    finding: 'db-span-detached',
    values: { service, statement, traceId: entry.traceId, ownTraceId: traceId },
    evidence: [
      spanFact(detached, 'The statement is the root of a trace of its own.'),
      spanFact(
        entry,
        `${genitive(service)} ${entry.kind.toUpperCase()} span of the checkout has no statement below it.`,
      ),
    ],
  };
});

function isStatement({ attributes }: Span): boolean {
  return attributes['db.system.name'] !== undefined || attributes['db.system'] !== undefined;
}
