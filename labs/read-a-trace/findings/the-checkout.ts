import { spanFact, traceFact } from '#grading/evidence.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { SpanTree } from '#telemetry/trace/tree.ts';
import { THE_TRACE_GIVES, theTrace } from './the-trace.ts';

export const THE_CHECKOUT_GIVES = [...THE_TRACE_GIVES, 'wrong-trace'] as const;
type Id = (typeof THE_CHECKOUT_GIVES)[number];

/** One checkout of a book that the step asks for, in the learner's trace. */
export interface AnsweredCheckout {
  trace: OwnTrace;
  tree: SpanTree;
  /** Storefront's SERVER span: open for as long as the customer waited. */
  top: Span;
  book: string;
}

interface Wanted {
  books: readonly string[];
  /** Whether a trace with several checkouts will do, of which the longest is taken. */
  several: boolean;
}

const CREATED = 201;

/** The checkout in the trace that was answered, or why it is not one that the step asks for. */
export function theCheckout(seen: OwnTraces, { books, several }: Wanted): AnsweredCheckout | Judgement<Id> {
  const trace = theTrace(seen);
  if ('status' in trace) return trace;
  const { tree } = trace;
  const checkouts = trace.spans
    .filter(
      (span) => span.service === 'storefront' && span.kind === 'server' && routeOf(span) === '/checkout',
    )
    .toSorted((a, b) => b.duration - a.duration);
  const [top] = checkouts;
  const wrong = (detail: string, span?: Span): Judgement<Id> => ({
    ...{ status: 'fail', finding: 'wrong-trace', values: { detail, books: books.join(' or ') } },
    evidence: [span ? spanFact(span, detail) : traceFact(trace.traceId, 'storefront', detail)],
  });
  if (!top)
    return wrong('It has no checkout: storefront’s SERVER span with the route /checkout is not in it.');
  if (!several && checkouts.length > 1)
    return wrong(`It holds ${checkouts.length} checkouts, and their times cannot be told apart.`, top);
  const status = top.attributes['http.response.status_code'];
  if (Number(status) !== CREATED) return wrong(`Its checkout was answered with ${status}.`, top);
  const bought = bookOf(tree, top);
  if (!bought) return wrong('It does not say which book was bought.', top);
  const { book, namedBy } = bought;
  if (!books.includes(book)) return wrong(`In this trace book ${book} was bought.`, namedBy);
  return { trace, tree, top, book };
}

function routeOf({ attributes }: Span): unknown {
  return attributes['http.route'];
}

/** The book that a checkout asked catalog for, and the span whose address names it: catalog's own, where there is one. */
function bookOf(tree: SpanTree, top: Span): { book: string; namedBy: Span } | undefined {
  for (const child of tree.childrenOf(top)) {
    for (const span of [...tree.childrenOf(child), child]) {
      const address = span.attributes['url.path'] ?? span.attributes['url.full'];
      const [, book] = /\/books\/([^/?]+)$/.exec(String(address)) ?? [];
      if (book) return { book, namedBy: span };
    }
  }
  return undefined;
}
