import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';

/**
 * storefront records spans of the checkout, and none for the request itself: its log lines name no trace, and its spans
 * begin traces of their own. A request that was taken up by a handler would be in the context of both.
 */
export const handlerMissing = diagnosis(['handler-missing'], ({ checkout }) => {
  const own = checkout.spans.filter(({ service }) => service === 'storefront');
  const logs = checkout.logsOf('storefront');
  const roots = own.filter((span) => span.parentSpanId === undefined);
  if (roots.length === 0 || own.some(({ kind }) => kind === 'server')) return undefined;
  if (logs.length === 0 || logs.some(({ traceId }) => traceId !== '')) return undefined;
  return {
    status: 'fail',
    finding: 'handler-missing',
    values: {
      service: 'storefront',
      roots: String(roots.length),
      kind: roots[0]!.kind.toUpperCase(),
      traceId: roots[0]!.traceId,
    },
    evidence: [
      ...roots.slice(0, 3).map((span) => spanFact(span, 'It begins a trace of its own.')),
      ...logFacts(checkout.logs),
    ],
  };
});
