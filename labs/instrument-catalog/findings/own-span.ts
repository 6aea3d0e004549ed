import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { isOfMachines, isStatement, straysOf } from './whose-span.ts';

const GIVES = ['own-span-detached', 'foreign-context'] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/** The span that the learner starts by hand is not below the SERVER span of its request. */
export const ownSpan = diagnosis(GIVES, (model): Found | undefined => {
  const requests = catalogRequests(model);
  for (const asked of requests) {
    const found = apart(model, asked) ?? inAnothers(asked, requests);
    if (found) return found;
  }
  return undefined;
});

function apart(model: CheckoutModel, { request, spans }: CatalogRequest): Found | undefined {
  const server = spans.find((span) => span.kind === 'server' && request.inTrace(span));
  const all = straysOf(model);
  const strays = all.filter(({ parentSpanId }) => !all.some(({ spanId }) => spanId === parentSpanId));
  const own = [...spans, ...strays].find(
    (span) => !request.inTrace(span) && !isStatement(span) && span.kind !== 'client' && !isOfMachines(span),
  );
  if (!server || !own) return undefined;
  const isRoot = own.parentSpanId === undefined;
  return {
    status: 'fail',
    finding: isRoot ? 'own-span-detached' : 'foreign-context',
    values: {
      ...{ name: own.name, traceId: server.traceId, ownTraceId: own.traceId },
      parentId: own.parentSpanId ?? 'none',
    },
    evidence: [
      spanFact(own, isRoot ? 'It begins a trace of its own.' : 'It is in the trace of another request.'),
      spanFact(server, 'catalog’s SERVER span of the request.'),
    ],
  };
}

/** Two look-ups of one name in one request, while another request has none: the second is the other's. */
function inAnothers(asked: CatalogRequest, requests: readonly CatalogRequest[]): Found | undefined {
  const own = internalOf(asked);
  const twice = own.find((span) => own.some((other) => other !== span && other.name === span.name));
  if (!twice) return undefined;
  const without = requests.find((one) => one.spans.length > 0 && !internalOf(one).some(isNamed(twice.name)));
  if (!without) return undefined;
  return {
    status: 'fail',
    finding: 'foreign-context',
    values: {
      ...{ name: twice.name, traceId: without.request.probe.traceId, ownTraceId: twice.traceId },
      parentId: twice.parentSpanId ?? 'none',
    },
    evidence: [
      ...own.filter(isNamed(twice.name)).map((span) => spanFact(span, 'One of several in this request.')),
      spanFact(without.spans[0]!, 'This request has none.'),
    ],
  };
}

function internalOf({ spans }: CatalogRequest): Span[] {
  return spans.filter(({ kind }) => kind === 'internal');
}

function isNamed(name: string): (span: Span) => boolean {
  return (span) => span.name === name;
}
