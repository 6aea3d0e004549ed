import type { Span } from '#telemetry/trace/span.ts';

/** The name that an observation has for a span: many requests may share one, and it is kept once. */
export function keyOf({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>): string {
  return `${traceId}/${spanId}`;
}

/** Spans by their names, each once. */
export function spansByKey(spans: readonly Span[]): Map<string, Span> {
  return new Map(spans.map((span) => [keyOf(span), span]));
}
