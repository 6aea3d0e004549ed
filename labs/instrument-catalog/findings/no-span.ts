import type { Evidence } from '#course/verdict.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact, traceFact } from '#grading/evidence.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { KeyedLog } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Judgement } from '#grading/judgement.ts';
import { keyedLogFact } from '#grading/log-evidence.ts';
import { type CatalogRequest, catalogRequests } from './catalog-requests.ts';
import { straysOf } from './whose-span.ts';

const GIVES = [
  'no-tracer-provider',
  'nothing-recorded',
  'sampled-away',
  'exporter-dead',
  'nothing-arrives',
  'unended-span',
] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/** catalog looked a book up, and no span of it is stored. What its log lines say decides how far a span got. */
export const noSpan = diagnosis(GIVES, (model): Found | undefined => {
  const requests = catalogRequests(model);
  const silent = requests.filter(({ spans }) => spans.length === 0);
  // Lines that name no trace lead to no span, and a span that nobody logs in may be stored all the same.
  const isStray = straysOf(model).length > 0;
  const [lost] = silent.filter((one) => !(isStray && namedIn(one).length === 0));
  if (!lost) return undefined;
  return whyLost(model, lost, requests.length - silent.length);
});

function namedIn({ logs }: CatalogRequest): KeyedLog[] {
  return logs.filter(({ traceId }) => traceId !== '');
}

function whyLost(model: CheckoutModel, lost: CatalogRequest, stored: number): Found {
  const { request, callerId, caller, logs, label } = lost;
  const named = namedIn(lost);
  const complaint = model.exportErrors.catalog;
  const unsampled = named.find(({ sampled }) => sampled === false);
  const own = named.find(({ spanId }) => spanId !== callerId && spanId !== request.probe.spanId);
  const [line] = logs;
  const { traceId } = request.probe;
  const facts = factsOf(lost, own ?? named[0] ?? line);
  const about = { request: label, complaint: complaint ?? '', traceId };
  if (unsampled)
    return {
      status: 'fail',
      finding: 'sampled-away',
      values: {
        service: 'catalog',
        reason: `Its log line has trace_flags 00: trace ${unsampled.traceId} is not sampled.`,
      },
      evidence: [
        ...factsOf(lost, unsampled),
        ...(caller ? [spanFact(caller, 'Its caller recorded this.')] : []),
      ],
      stage: stageOf('catalog', 'its trace is sampled'),
    };
  if (complaint)
    return {
      status: 'fail',
      finding: 'exporter-dead',
      values: { service: 'catalog', reason: `Its log says: ${complaint}.` },
      evidence: facts,
      stage: stageOf('catalog', 'its exporter sends'),
    };
  if (own && stored > 0)
    return {
      status: 'fail',
      finding: 'unended-span',
      values: {
        ...{ service: 'catalog', spanId: own.spanId, traceId: own.traceId },
        ...{ clue: 'catalog logged in', below: 'no stored span' },
      },
      evidence: facts,
    };
  if (own)
    return {
      status: 'fail',
      finding: 'nothing-arrives',
      values: { ...about, spanId: own.spanId },
      evidence: facts,
      stage: stageOf('catalog', 'its spans arrive'),
    };
  if (named.length > 0)
    return {
      status: 'fail',
      finding: 'no-tracer-provider',
      values: { ...about, spanId: named[0]!.spanId },
      evidence: facts,
      stage: stageOf('catalog', 'it records a span'),
    };
  return {
    status: 'fail',
    finding: 'nothing-recorded',
    values: about,
    evidence: facts,
    stage: stageOf('catalog', 'its log lines name a trace'),
  };
}

/** The place in the trace where catalog should be comes first, because the pictures mark it. */
function factsOf({ caller, request }: CatalogRequest, log: KeyedLog | undefined): Evidence[] {
  const { traceId } = request.probe;
  return [
    caller
      ? spanFact(caller, 'storefront asked catalog here, and nothing of catalog is below.')
      : traceFact(traceId, 'catalog', 'catalog was asked in this trace, and nothing of it is here.'),
    ...(log
      ? [
          keyedLogFact(
            log,
            log.traceId
              ? `Its log line names trace ${log.traceId} and span ${log.spanId}.`
              : `Its log line “${log.message}” names no trace.`,
            log.traceId ? 'span_id' : undefined,
          ),
        ]
      : []),
  ];
}
