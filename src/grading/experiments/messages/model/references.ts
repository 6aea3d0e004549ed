import type { Span } from '#telemetry/trace/span.ts';
import type { MessageModel } from './payment-model.ts';

/** Where a span of the worker refers to: by its parent, or by a link. */
export interface Reference {
  by: 'parent' | 'link';
  traceId: string;
  spanId: string;
  /** The span that it names, where that is stored. */
  target?: Span;
  leads:
    | 'to-the-sender' // to the span that published this message, or one below it
    | 'beside-it' // to another span of this checkout
    | 'to-itself' // to a span of the worker
    | 'to-another-order'
    | 'nowhere'; // to a span that is not stored
}

/** Everything that a span of the worker refers to. */
export function referencesOf(model: MessageModel, top: Span): Reference[] {
  const parent =
    top.parentSpanId === undefined
      ? []
      : [{ by: 'parent' as const, traceId: top.traceId, spanId: top.parentSpanId }];
  const links = top.links.map(({ traceId, spanId }) => ({ by: 'link' as const, traceId, spanId }));
  return [...parent, ...links].map((one) => {
    const target = model.tree.find(one);
    return { ...one, ...(target && { target }), leads: target ? leadsTo(model, target) : 'nowhere' };
  });
}

/** A message of the check's own was sent by nobody but the check: its own span is the sender. */
function leadsTo({ probe, publishing, server, tree }: MessageModel, target: Span): Reference['leads'] {
  if (target.service === 'payments-worker') return 'to-itself';
  if (target.traceId !== probe.traceId) return 'to-another-order';
  const sender = publishing ?? (server ? undefined : tree.find(probe));
  for (let span: Span | undefined = target; span; span = tree.parentOf(span)) {
    if (span === sender) return 'to-the-sender';
  }
  return 'beside-it';
}
