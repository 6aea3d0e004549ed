import { isEdge } from '#system/sources.ts';
import { keySpan } from '#telemetry/trace/own-time.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import { buildTree, type SpanTree } from '#telemetry/trace/tree.ts';
import { storedSpans } from '../stored-spans.ts';
import type { DrawnTrace } from '../view.ts';

/** A span that an observation is asked about: the first of this service and kind. */
export interface Place {
  service: string;
  kind: SpanKind;
}

type Observation = (traces: readonly SpanTree[], at?: Place) => string | number | undefined;

/**
 * What a prediction may ask of a step's traces, by name. Each is a pure function, over the same trees and own times
 * that checks judge by. Undefined where the traces cannot tell.
 */
export const OBSERVATIONS = {
  traces: (traces) => traces.filter(({ spans }) => spans.length > 0).length,
  spans: ([trace]) => trace?.spans.length,
  services: ([trace]) => trace && new Set(trace.spans.map(({ service }) => service)).size,
  roots: ([trace]) => trace && trace.roots.length + trace.orphans.length,
  'edge-parent': ([trace]) => trace && parentOf(trace, topOf(trace)),
  'parent-service': ([trace], at) =>
    trace &&
    parentOf(
      trace,
      trace.spans.find(({ service, kind }) => service === at?.service && kind === at.kind),
    ),
  'slowest-service': ([trace]) => trace && slowest(trace)?.span.service,
  'slowest-span': ([trace]) => trace && slowest(trace)?.span.name,
  'slowest-share': ([trace]) => {
    const found = trace && slowest(trace);
    return found && (found.own / found.wait) * 100;
  },
  'bars-over-wait': ([trace]) => {
    const top = trace && topOf(trace);
    return top && trace.spans.reduce((sum, { duration }) => sum + duration, 0) / top.duration;
  },
  'after-answer': ([trace]) => {
    const top = trace && topOf(trace);
    return top && Math.max(0, lastEnd(besideCallerOf(top, trace)) - endOf(top));
  },
  length: ([trace]) => trace && lengthOf(trace),
  deliveries: (traces) => {
    const most = traces.flatMap(receiversBySender).reduce((highest, count) => Math.max(highest, count), 0);
    // Receivers that only have a link are in traces of their own, and these may not all be here.
    return most > 0 ? most : undefined;
  },
  'address-places': ([trace]) => trace && new Set(trace.spans.flatMap(placesOfAddress)).size,
} as const satisfies Record<string, Observation>;

/** Observes what a prediction asks for. An empty trace is one of which nothing is stored. */
export function observe(
  of: keyof typeof OBSERVATIONS,
  traces: readonly Pick<DrawnTrace, 'spans'>[],
  at?: Place,
): string | number | undefined {
  const observation: Observation = OBSERVATIONS[of];
  return observation(
    traces.map((trace) => buildTree(storedSpans(trace))),
    at,
  );
}

/** The span that is as long as the customer waited: that of the service at the shop's edge, else the first SERVER span. */
function topOf({ spans }: SpanTree): Span | undefined {
  const servers = spans.filter(({ kind }) => kind === 'server');
  return servers.find(({ service }) => isEdge(service)) ?? servers[0];
}

function parentOf(tree: SpanTree, span: Span | undefined): string | undefined {
  if (!span) return undefined;
  if (span.parentSpanId === undefined) return 'none';
  return tree.parentOf(span)?.service ?? 'not-stored';
}

function slowest(tree: SpanTree): { span: Span; own: number; wait: number } | undefined {
  const top = topOf(tree);
  return top && { ...keySpan(tree, top).key, wait: top.duration };
}

/** For each span that sends a message, how many spans of other services are its children. */
function receiversBySender(trace: SpanTree): number[] {
  return trace.spans
    .filter(({ attributes }) => attributes['messaging.operation.type'] === 'send')
    .map((sender) => trace.childrenOf(sender).filter(({ service }) => service !== sender.service).length);
}

/** An e-mail address; in a URL its @ is written %40. */
const ADDRESS = /[\w.+-](?:@|%40)[\w-]+\.\w/;

function placesOfAddress({ name, attributes }: Span): string[] {
  const keys = Object.entries(attributes).flatMap(([key, value]) =>
    ADDRESS.test(String(value)) ? [key] : [],
  );
  return ADDRESS.test(name) ? ['span-name', ...keys] : keys;
}

/** A caller that records its request ends its span once it has read the answer, on a busy machine some while after it. */
function besideCallerOf(top: Span, trace: SpanTree): Pick<SpanTree, 'spans'> {
  const caller = trace.parentOf(top);
  return { spans: trace.spans.filter((span) => span !== caller) };
}

function lengthOf(trace: SpanTree): number | undefined {
  if (trace.spans.length === 0) return undefined;
  const first = trace.spans.reduce(
    (earliest, span) => Math.min(earliest, span.startTime),
    Number.POSITIVE_INFINITY,
  );
  return lastEnd(trace) - first;
}

function lastEnd({ spans }: Pick<SpanTree, 'spans'>): number {
  return spans.reduce((last, span) => Math.max(last, endOf(span)), Number.NEGATIVE_INFINITY);
}

function endOf({ startTime, duration }: Span): number {
  return startTime + duration;
}
