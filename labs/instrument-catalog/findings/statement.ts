import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact, traceFact } from '#grading/evidence.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { SLOW_BOOK, slowRequest } from './slow-request.ts';
import { isStatement, straysOf } from './whose-span.ts';

const GIVES = ['db-span-missing', 'db-span-detached', 'db-span-beside', 'db-span-undescribed'] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/**
 * The statement of a look-up has no span, or one that is not below the SERVER span. Its length tells it from what the driver does
 * besides; of a request that is quick, any CLIENT span below SERVER will do.
 */
export const statement = diagnosis(GIVES, (model): Found | undefined => {
  const slow = slowRequest(model);
  const quick = catalogRequests(model).filter(({ book }) => book !== SLOW_BOOK);
  return (
    (slow && misplaced(model, slow, slow.isCoveredBy)) ??
    quick.map((asked) => misplaced(model, asked, () => true)).find((found) => found !== undefined)
  );
});

function misplaced(
  model: CheckoutModel,
  asked: CatalogRequest,
  isLong: (span: Span) => boolean,
): Found | undefined {
  const { spans, request, callerId } = asked;
  const server = spans.find((span) => span.kind === 'server' && request.inTrace(span));
  const calls = spans.filter((span) => span.kind === 'client' && isLong(span));
  const below = calls.filter((span) => isBelow(asked, span, server));
  const described = below.find(({ attributes }) => attributes['db.system.name'] ?? attributes['db.system']);
  if (described || !server) return undefined;
  if (below[0]) return undescribed(below[0]);
  const beside = calls.find((span) => request.inTrace(span) && span.parentSpanId === callerId);
  if (beside) return besideServer(beside, server);
  const isRoot = ({ parentSpanId }: Span) => parentSpanId === undefined;
  const detached =
    calls.find(isRoot) ??
    straysOf(model).find(
      (span) => isRoot(span) && (isStatement(span) || (span.kind === 'client' && isLong(span))),
    );
  if (detached) return asRoot(detached, server);
  return missing(asked, server);
}

function isBelow({ request }: CatalogRequest, span: Span, server: Span | undefined): boolean {
  for (let one: Span | undefined = span; one; one = request.tree.parentOf(one)) {
    if (one.spanId === server?.spanId) return true;
  }
  return false;
}

function undescribed(span: Span): Found {
  return {
    status: 'fail',
    finding: 'db-span-undescribed',
    values: { statement: span.name, traceId: span.traceId },
    evidence: [spanFact(span, 'It has no db.system.name.')],
  };
}

function besideServer(span: Span, server: Span): Found {
  return {
    status: 'fail',
    finding: 'db-span-beside',
    values: { statement: span.name, traceId: span.traceId },
    evidence: [
      spanFact(span, 'Its parent is the caller’s span.'),
      spanFact(server, 'catalog’s SERVER span, with the same parent.'),
    ],
  };
}

function asRoot(span: Span, server: Span): Found {
  return {
    status: 'fail',
    finding: 'db-span-detached',
    values: { service: 'catalog', statement: span.name, traceId: server.traceId, ownTraceId: span.traceId },
    evidence: [
      spanFact(span, 'The statement is the root of a trace of its own.'),
      spanFact(server, 'catalog’s SERVER span has no statement below it.'),
    ],
  };
}

function missing({ label, request }: CatalogRequest, server: Span): Found {
  return {
    status: 'fail',
    finding: 'db-span-missing',
    values: { request: label, traceId: server.traceId, length: server.duration.toFixed(0) },
    evidence: [
      spanFact(server, 'catalog’s SERVER span: no CLIENT span below it shows the statement.'),
      traceFact(request.probe.traceId, 'postgres', 'Postgres was asked in this request.'),
    ],
  };
}
