import type { Span } from '#telemetry/trace/span.ts';

/** What was typed for a span, held against the spans of a trace. */
export type NamedSpan =
  | { found: 'none' | 'several' }
  /** `service` is the one that was answered, where the span is of another. */
  | { found: 'one'; span: Span; contradicts: boolean };

/**
 * The span that was meant: by its id, its name as drawn, or the beginning of its name. Where two services have a span of that
 * name, as the two sides of a request have, the service that was answered decides.
 */
export function namedSpan(spans: readonly Span[], typed: string, service: string): NamedSpan {
  const wanted = typed.toLowerCase();
  const byId = spans.filter(({ spanId }) => spanId === wanted);
  const exact = spans.filter(({ name }) => name.toLowerCase() === wanted);
  const begins = spans.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const fitting = [byId, exact, begins].find(({ length }) => length > 0) ?? [];
  if (fitting.length === 0) return { found: 'none' };
  const ofService = fitting.filter((span) => isOf(span, service));
  const meant = ofService.length > 0 ? ofService : fitting;
  if (new Set(meant.map(({ name }) => name)).size > 1) return { found: 'several' };
  // Of several alike, as in a loop, the longest is the one that somebody saw.
  const span = meant.reduce((longest, one) => (one.duration > longest.duration ? one : longest));
  return { found: 'one', span, contradicts: ofService.length === 0 };
}

/** A statement is work of the service that sent it and of the database alike, a message of the broker too. */
function isOf({ service, attributes }: Span, answered: string): boolean {
  if (answered === 'postgres') return 'db.system.name' in attributes;
  if (answered === 'rabbitmq') return 'messaging.system' in attributes;
  return service === answered;
}
