import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type Diagnose, diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import type { ProbeModel } from '../experiments/checkout/model/checkout-model.ts';
import { HOPS } from '../experiments/checkout/model/hops.ts';

/** A span names a parent that nobody recorded, in a trace that its caller is in. */
export const orphanParent: Diagnose = orphanParentIn(['storefront', 'catalog', 'orders', 'payments-worker']);

/**
 * The same for certain services. The trace does not tell why the parent is not stored: it was never ended, it was sent
 * elsewhere, or the id was made up. Where the caller has no span in the trace either, the whole context is foreign,
 * which is another finding.
 */
export function orphanParentIn(services: readonly Service[]) {
  return diagnosis(['orphan-parent'], ({ checkout }) => {
    const orphans = checkout.tree.orphans.filter(
      (span) => services.some((one) => one === span.service) && isBelowCaller(checkout, span),
    );
    const [orphan] = orphans;
    if (!orphan) return undefined;
    const { service, parentSpanId = '', traceId, kind } = orphan;
    return {
      status: 'fail',
      finding: 'orphan-parent',
      values: { service, kind: kind.toUpperCase(), parentId: parentSpanId, traceId },
      evidence: orphans
        .slice(0, 5)
        .map((span) => spanFact(span, `Its parent ${span.parentSpanId} is stored nowhere.`)),
    };
  });
}

function isBelowCaller(checkout: ProbeModel, orphan: Span): boolean {
  if (checkout.inTrace(orphan)) return true;
  const callers = HOPS.filter(({ to }) => to === orphan.service).map(({ from }) => from);
  return callers.some((from) => checkout.keyed(from).some(({ traceId }) => traceId === orphan.traceId));
}
