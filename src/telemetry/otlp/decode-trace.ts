import type { Attributes, Span } from '../trace/span.ts';
import { type OtlpScope, type OtlpSpan, OtlpTraceSchema } from './otlp.ts';
import { decodeAttributes, decodeEnum, decodeId } from './otlp-values.ts';

/** Reads a trace in OTLP's JSON encoding; throws with the place when it is none. */
export function decodeTrace(json: unknown): Span[] {
  const { resourceSpans } = OtlpTraceSchema.parse(json);
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const attributes = decodeAttributes(resource.attributes);
    return scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({ ...decodeSpan(span, attributes, scope?.name), ...scopeAttributes(scope) })),
    );
  });
}

function scopeAttributes(scope: OtlpScope): { scopeAttributes?: Attributes } {
  const list = scope?.attributes ?? [];
  return list.length > 0 ? { scopeAttributes: decodeAttributes(list) } : {};
}

function decodeSpan(span: OtlpSpan, resource: Attributes, scope: string | undefined): Span {
  const startTime = milliseconds(span.startTimeUnixNano);
  const nanos = BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano);
  const parentSpanId = decodeId(span.parentSpanId, 16);
  return {
    traceId: decodeId(span.traceId, 32),
    spanId: decodeId(span.spanId, 16),
    ...(parentSpanId && !/^0+$/.test(parentSpanId) && { parentSpanId }),
    ...(span.traceState && { traceState: span.traceState }),
    name: span.name,
    kind: decodeEnum(span.kind).kind,
    service: String(resource['service.name'] ?? 'unknown_service'),
    startTime,
    duration: Number(nanos) / 1e6,
    status: decodeEnum(span.status.code).status,
    ...(span.status.message && { statusMessage: span.status.message }),
    attributes: decodeAttributes(span.attributes),
    resource,
    ...(scope && { scope }),
    events: span.events.map((event) => ({
      name: event.name,
      time: milliseconds(event.timeUnixNano),
      attributes: decodeAttributes(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: decodeId(link.traceId, 32),
      spanId: decodeId(link.spanId, 16),
      ...(link.traceState && { traceState: link.traceState }),
      attributes: decodeAttributes(link.attributes),
    })),
  };
}

/** Divided as integers first: nanoseconds since 1970 do not fit a double. */
function milliseconds(nanos: string | number): number {
  const whole = BigInt(nanos);
  return Number(whole / 1000n) / 1000;
}
