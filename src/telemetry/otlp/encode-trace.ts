import type { Span } from '../trace/span.ts';
import { encodeAttributes } from './encode-attributes.ts';

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES = ['unset', 'ok', 'error'];

/** Writes spans in OTLP's JSON encoding: ids in hex, enums as numbers, one entry for each resource and scope. */
export function encodeTrace(spans: readonly Span[]) {
  const byResource = Map.groupBy(spans, ({ resource }) => JSON.stringify(resource));
  return {
    resourceSpans: [...byResource.values()].map((ofResource) => ({
      resource: { attributes: encodeAttributes(ofResource[0]!.resource) },
      scopeSpans: [...Map.groupBy(ofResource, scopeKey).values()].map((ofScope) => ({
        ...encodeScope(ofScope[0]!),
        spans: ofScope.map(encodeSpan),
      })),
    })),
  };
}

function scopeKey({ scope = '', scopeAttributes = {} }: Span): string {
  return JSON.stringify([scope, scopeAttributes]);
}

function encodeScope({ scope, scopeAttributes }: Span) {
  if (!scope && !scopeAttributes) return {};
  const attributes = scopeAttributes && { attributes: encodeAttributes(scopeAttributes) };
  return { scope: { ...(scope && { name: scope }), ...attributes } };
}

function encodeSpan(span: Span) {
  const { traceId, spanId, parentSpanId, name, kind, startTime, duration, status, statusMessage } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    ...(span.traceState && { traceState: span.traceState }),
    name,
    kind: KINDS.indexOf(kind),
    startTimeUnixNano: nanos(startTime),
    endTimeUnixNano: nanos(startTime + duration),
    ...(Object.keys(span.attributes).length > 0 && { attributes: encodeAttributes(span.attributes) }),
    ...(span.events.length > 0 && {
      events: span.events.map((event) => ({
        name: event.name,
        timeUnixNano: nanos(event.time),
        attributes: encodeAttributes(event.attributes),
      })),
    }),
    ...(span.links.length > 0 && {
      links: span.links.map((link) => ({ ...link, attributes: encodeAttributes(link.attributes) })),
    }),
    ...(status !== 'unset' && {
      status: { code: STATUSES.indexOf(status), ...(statusMessage && { message: statusMessage }) },
    }),
  };
}

/** To the microsecond: more does not fit a double. */
function nanos(time: number): string {
  return String(BigInt(Math.round(time * 1000)) * 1000n);
}
