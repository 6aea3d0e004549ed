import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact, traceFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { isOfMachines, straysOf } from './whose-span.ts';

const GIVES = ['handler-missing', 'server-span-is-root', 'wrong-kind', 'two-server-spans'] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/** How catalog takes a request up: not at all, in a trace of its own, by another kind of span, or twice. */
export const entry = diagnosis(GIVES, (model): Found | undefined => {
  const strays = straysOf(model);
  for (const asked of catalogRequests(model)) {
    const found = entryOf(asked, asked.spans.length > 0 ? asked.spans : strays);
    if (found) return found;
  }
  return undefined;
});

function entryOf(asked: CatalogRequest, spans: readonly Span[]): Found | undefined {
  const { request, callerId } = asked;
  const below = spans.filter(
    ({ traceId, parentSpanId }) => traceId === request.probe.traceId && parentSpanId === callerId,
  );
  const servers = below.filter(({ kind }) => kind === 'server');
  if (servers.length === 1) return undefined;
  if (servers.length > 1) return twice(asked, servers);
  const root = spans.find((span) => span.kind === 'server' && !isOfMachines(span));
  if (root) return apart(asked, root);
  if (below[0] && below[0].kind !== 'client') return otherKind(asked, below[0]);
  return unwrapped(asked, spans[0]);
}

function twice(asked: CatalogRequest, servers: readonly Span[]): Found {
  return {
    status: 'fail',
    finding: 'two-server-spans',
    values: { count: String(servers.length), traceId: servers[0]!.traceId },
    evidence: [
      ...servers.slice(0, 3).map((span) => spanFact(span, 'A SERVER span of this one request.')),
      ...(asked.caller ? [spanFact(asked.caller, 'The CLIENT span they both name as their parent.')] : []),
    ],
  };
}

function apart({ request, caller }: CatalogRequest, server: Span): Found {
  const { traceId } = request.probe;
  const linked = server.links.some((link) => link.traceId === traceId);
  const parent =
    server.parentSpanId === undefined ? 'has no parent' : `names ${server.parentSpanId} as its parent`;
  return {
    status: 'fail',
    finding: 'server-span-is-root',
    values: {
      ...{ traceId, ownTraceId: server.traceId, parent },
      link: linked
        ? 'It links to its caller: the header was read, and the handler was told to begin a trace.'
        : 'It has no link to its caller either.',
    },
    evidence: [
      spanFact(server, 'catalog’s SERVER span, in another trace than its caller.'),
      caller
        ? spanFact(caller, 'storefront’s CLIENT span of the same request.')
        : traceFact(traceId, 'catalog', 'The request named this trace.'),
      ...logFacts(request.logs),
    ],
  };
}

function otherKind({ caller }: CatalogRequest, span: Span): Found {
  return {
    status: 'fail',
    finding: 'wrong-kind',
    values: { kind: span.kind.toUpperCase(), traceId: span.traceId },
    evidence: [
      spanFact(span, `It takes the request up, and its kind is ${span.kind.toUpperCase()}.`),
      ...(caller ? [spanFact(caller, 'Its parent, the CLIENT span of the caller.')] : []),
    ],
  };
}

function unwrapped({ request, caller }: CatalogRequest, first: Span | undefined): Found {
  const { traceId } = request.probe;
  return {
    status: 'fail',
    finding: 'handler-missing',
    values: {
      service: 'catalog',
      traceId,
      first: first
        ? `a ${first.kind.toUpperCase()} span, “${first.name}”, in trace ${first.traceId}`
        : 'none',
    },
    evidence: [
      ...(first ? [spanFact(first, 'catalog’s first span of this request.')] : []),
      caller
        ? spanFact(caller, 'storefront asked catalog here, and no SERVER span is below.')
        : traceFact(traceId, 'catalog', 'The request named this trace.'),
      ...logFacts(request.logs),
    ],
  };
}
