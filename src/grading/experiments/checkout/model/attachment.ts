import type { Span } from '#telemetry/trace/span.ts';
import type { ProbeModel } from './checkout-model.ts';

/** How a span that should be a child of a span of storefront is attached. */
export type Attachment =
  /** Under a span of storefront in the probe's trace. */
  | 'joined'
  /** It began a trace of its own. */
  | 'root'
  /** Under a span of storefront that belongs to another trace. */
  | 'own-context'
  /** Under a parent that is no span of storefront. */
  | 'wrong-parent';

/** How the SERVER span of a service that storefront calls is attached. */
export function attachmentOf(request: ProbeModel, span: Span): Attachment {
  if (span.parentSpanId === undefined) return 'root';
  const parent = request.tree.parentOf(span);
  if (parent?.service !== 'storefront') return 'wrong-parent';
  return request.inTrace(span) ? 'joined' : 'own-context';
}
