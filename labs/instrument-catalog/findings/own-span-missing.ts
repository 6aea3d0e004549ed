import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { isOfMachines, isStatement, straysOf } from './whose-span.ts';

/**
 * Of a look-up only what libraries record is stored: a handler, a statement. A span of the learner's that was never started, and
 * one that never ended and has nothing below it, look the same.
 */
export const ownSpanMissing = missing(isByTheirCode);

/** The same where the SERVER span may be by hand: it is not the one below it that was asked for. */
export const ownSpanBelowMissing = missing((span) => span.kind !== 'server' && isByTheirCode(span));

function missing(isOwn: (span: Span) => boolean): Diagnose {
  return diagnosis(['own-span-missing'], (model) => {
    const strays = straysOf(model).filter((span) => !isOfMachines(span));
    const without = ({ spans }: CatalogRequest) => spans.length > 0 && ![...spans, ...strays].some(isOwn);
    const asked = catalogRequests(model).find(without);
    if (!asked) return undefined;
    const { spans, label, logs } = asked;
    return {
      status: 'fail',
      finding: 'own-span-missing',
      values: {
        ...{ request: label, traceId: spans[0]!.traceId },
        stored: spans.length === 1 ? 'one span' : `${spans.length} spans`,
      },
      evidence: [
        ...spans.slice(0, 3).map((span) => spanFact(span, `${madeBy(span)} recorded it.`)),
        ...logFacts(logs),
      ],
    };
  });
}

/** The instrumentation scope says whose code started a span; a statement is none of the look-up's, whoever recorded it. */
function isByTheirCode(span: Span): boolean {
  return !LIBRARIES.some(({ scope }) => span.scope?.includes(scope)) && !isStatement(span);
}

function madeBy(span: Span): string {
  const library = LIBRARIES.find(({ scope }) => span.scope?.includes(scope))?.name;
  return library ?? (span.kind === 'server' ? 'A handler by hand' : 'A tracer of the driver');
}

const LIBRARIES = [
  { scope: '/otelhttp', name: 'The handler of otelhttp' },
  { scope: '/otelsql', name: 'The driver of otelsql' },
];
