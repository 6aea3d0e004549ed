import type { CheckoutModel, ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { KeyedLog } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { isOthers } from './whose-span.ts';

/** A request that reached catalog, and what catalog left of it. */
export interface CatalogRequest {
  /** What tells it from the others, for people. */
  label: string;
  /** The book that was asked for; of a checkout that stands for several it is not told. */
  book?: string;
  request: ProbeModel;
  /** The span that asked: storefront's CLIENT span, or the check's own, which is no span of the model. */
  callerId: string;
  caller?: Span;
  /** catalog's spans of this request, in whatever traces, under whatever name. */
  spans: readonly Span[];
  logs: readonly KeyedLog[];
}

/**
 * Every request of an attempt that reached catalog: the checkout, and those that the check sent straight to it. Which spans
 * are catalog's is told by who called them, by its own log lines and by the process. Neither the name nor the route will do: the
 * name is what the learner gives, and a handler around the whole mux knows no route.
 */
export function catalogRequests(model: CheckoutModel): CatalogRequest[] {
  const { checkout, catalog, books, labels } = model;
  const caller = callOf(checkout);
  const straight = [
    { request: catalog, book: 'b-200' },
    ...books.map((one) => ({ request: one, book: one.book })),
  ];
  return [
    {
      ...{ label: labels[0] ?? 'a checkout', request: checkout, callerId: caller?.spanId ?? '' },
      ...(caller && { caller }),
      spans: spansOf(model, checkout, caller?.spanId),
      logs: checkout.logsOf('catalog'),
    },
    ...straight.map(({ request, book }) => ({
      ...{ label: `straight to catalog, for ${book}`, book, request, callerId: request.probe.spanId },
      spans: spansOf(model, request, request.probe.spanId),
      logs: request.logsOf('catalog'),
    })),
  ];
}

/** storefront's CLIENT span of the request for the book. */
export function callOf({ spans, inTrace }: ProbeModel): Span | undefined {
  return spans.find(
    (span) =>
      span.service === 'storefront' &&
      span.kind === 'client' &&
      inTrace(span) &&
      `${span.attributes['url.full'] ?? ''} ${span.name}`.includes('/books/'),
  );
}

/**
 * What hangs below the caller's span or below a span that is not stored, what catalog's log lines name, and what is above and
 * below these.
 */
function spansOf(model: CheckoutModel, request: ProbeModel, callerId: string | undefined): Span[] {
  const { spans, tree, logsOf, probe } = request;
  const isCallers = ({ traceId, spanId }: Span) =>
    traceId === probe.traceId && (spanId === callerId || spanId === probe.spanId);
  const named = new Set(logsOf('catalog').map((log) => `${log.traceId}/${log.spanId}`));
  const found = new Set<Span>();
  const add = (span: Span | undefined) => {
    if (!span || found.has(span) || isCallers(span) || isOthers(model, span)) return;
    found.add(span);
    add(tree.parentOf(span));
    for (const child of tree.childrenOf(span)) add(child);
  };
  for (const span of spans) {
    const isBelow = span.traceId === probe.traceId && span.parentSpanId === callerId;
    if (isBelow || isOrphanOf(request, span) || named.has(`${span.traceId}/${span.spanId}`)) add(span);
  }
  return [...found].toSorted((a, b) => a.startTime - b.startTime);
}

/** Whether a span of the request's trace names a parent that is not stored. */
export function isOrphanOf({ tree, probe, inTrace }: ProbeModel, span: Span): boolean {
  const { parentSpanId } = span;
  if (!inTrace(span) || parentSpanId === undefined || parentSpanId === probe.spanId) return false;
  return tree.parentOf(span) === undefined;
}
