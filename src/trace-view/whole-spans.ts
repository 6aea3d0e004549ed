import type { Attributes, AttributeValue, Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { outsideCallers } from './outside-callers.ts';

type Flat = Record<string, string | number | boolean>;

/** A span with all that it holds; the same shape as the server's API gives. */
export interface WholeSpan {
  spanId: string;
  depth: number;
  service: string;
  name: string;
  kind: string;
  status: Span['status'];
  statusMessage?: string;
  traceState?: string;
  scope?: string;
  attributes: Flat;
  events: { name: string; attributes: Flat }[];
  links: { traceId: string; spanId: string; attributes: Flat }[];
  resource: Flat;
}

/** The spans of a trace in tree order, with all that they hold. */
export function wholeSpans(spans: readonly Span[]): WholeSpan[] {
  return walk(buildTree(spans, outsideCallers(spans))).map(({ span, depth }) => {
    const { spanId, service, name, kind, status, statusMessage, traceState, scope } = span;
    return {
      ...{ spanId, depth, service, name, kind, status },
      ...(statusMessage && { statusMessage }),
      ...(traceState && { traceState }),
      ...(scope && { scope }),
      attributes: flat(span.attributes),
      events: span.events.map((event) => ({ name: event.name, attributes: flat(event.attributes) })),
      links: span.links.map(({ traceId, spanId: linked, attributes }) => ({
        ...{ traceId, spanId: linked, attributes: flat(attributes) },
      })),
      resource: flat(span.resource),
    };
  });
}

function flat(attributes: Attributes): Flat {
  const text = (value: AttributeValue) => (Array.isArray(value) ? JSON.stringify(value) : value);
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, text(value)]));
}
