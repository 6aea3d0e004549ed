import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import { keyedLogFact } from '#grading/log-evidence.ts';
import { type CatalogRequest, catalogRequests, isOrphanOf } from './catalog-requests.ts';

const GIVES = ['unended-span'] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/**
 * A span of catalog was started and never ended. It is not stored itself: a log line that was written in it gives it away, or a
 * span below it that ended, such as a statement.
 */
export const unended = diagnosis(GIVES, (model): Found | undefined => {
  for (const asked of catalogRequests(model)) {
    const found = asked.spans.length > 0 ? (loggedIn(asked) ?? aboveAnother(asked)) : undefined;
    if (found) return found;
  }
  return undefined;
});

/** Only where something of the line's trace is stored: of a trace that was not looked at nothing is known. */
function loggedIn({ logs, spans, request, callerId }: CatalogRequest): Found | undefined {
  const log = logs.find(
    ({ traceId, spanId, sampled }) =>
      sampled === true &&
      spanId !== callerId &&
      spanId !== request.probe.spanId &&
      spans.some((span) => span.traceId === traceId) &&
      !spans.some((span) => span.spanId === spanId),
  );
  if (!log) return undefined;
  const { spanId, traceId } = log;
  const below = spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  const ended = spans.find((span) => !below.includes(span));
  return {
    status: 'fail',
    finding: 'unended-span',
    values: {
      ...{ service: 'catalog', spanId, traceId, clue: 'catalog logged in' },
      below: below.length === 0 ? 'no stored span' : `${below.length} stored`,
    },
    evidence: [
      keyedLogFact(log, `“${log.message}” was logged in span ${spanId}, which is not stored.`, 'span_id'),
      ...below.map((span) => spanFact(span, `It names ${spanId} as its parent.`)),
      ...(ended ? [spanFact(ended, 'A span of the same request that was ended.')] : []),
    ],
  };
}

/** A SERVER span is left out: its parent is its caller's. */
function aboveAnother({ spans, request, label }: CatalogRequest): Found | undefined {
  const orphan = spans.find((span) => span.kind !== 'server' && isOrphanOf(request, span));
  if (!orphan) return undefined;
  const spanId = orphan.parentSpanId ?? '';
  const below = spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  const entry = spans.find((span) => span.kind === 'server' && request.inTrace(span));
  return {
    status: 'fail',
    finding: 'unended-span',
    values: {
      ...{ service: 'catalog', spanId, traceId: orphan.traceId, clue: `the parent of “${orphan.name}” is` },
      below: `${below.length} stored`,
    },
    evidence: [
      ...below.map((span) =>
        spanFact(span, `It names ${spanId} as its parent, which is not stored (${label}).`),
      ),
      ...(entry ? [spanFact(entry, 'catalog’s SERVER span of the same request, which was ended.')] : []),
    ],
  };
}
