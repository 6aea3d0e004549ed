import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';

/** A span names a parent that nobody recorded. */
export const orphanParent = diagnosis(['orphan-parent'], ({ checkout }) => {
  const [orphan] = checkout.tree.orphans;
  if (!orphan) return undefined;
  const { service, parentSpanId = '', traceId, kind } = orphan;
  return {
    status: 'fail',
    finding: 'orphan-parent',
    values: { service, kind: kind.toUpperCase(), parentId: parentSpanId, traceId },
    evidence: checkout.tree.orphans
      .slice(0, 5)
      .map((span) => spanFact(span, `Its parent ${span.parentSpanId} is stored nowhere.`)),
  };
});
