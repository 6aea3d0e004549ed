import { diagnosis } from '#grading/diagnosis.ts';
import { type TracesPipeline, typeOf } from '#grading/experiments/pipeline/live-pipelines.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, checkoutFact, placeFact } from './facts.ts';
import { ofKind, storedIn, urlIn } from './held.ts';
import { ofType, pipelinesToTempo, SCRUBBERS, sum, type Way, wayOf } from './the-way.ts';

/** One of the three jobs is done by nobody on the way to Tempo. */
export const processorUnused = diagnosis(['processor-not-in-pipeline'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  const missing = missingLimiter(way) ?? missingSampler(seen, way) ?? missingScrub(seen, way);
  if (!missing) return undefined;
  const { types, pipeline, detail, evidence } = missing;
  const defined = Object.keys(way.graph.processors).find((id) => types.includes(typeOf(id)));
  const processor = defined ?? types[0]!;
  return {
    status: 'fail',
    finding: 'processor-not-in-pipeline',
    values: { processor, pipeline: pipeline.name, detail, file: seen.file },
    evidence: [
      ...(evidence ?? []),
      placeFact(seen.file, `service.pipelines.${pipeline.name}.processors`, namesOf(pipeline)),
      ...(defined ? [placeFact(seen.file, `processors.${defined}`, 'Defined, and not named there.')] : []),
    ],
  };
});

interface Missing {
  types: readonly string[];
  pipeline: TracesPipeline;
  detail: string;
  evidence?: ReturnType<typeof acceptedFact>[];
}

function missingLimiter(way: Way): Missing | undefined {
  const pipeline = pipelinesToTempo(way).find(({ processors }) => !ofType(processors, 'memory_limiter'));
  if (!pipeline) return undefined;
  const detail = `The Collector took ${way.accepted} spans, and no memory limiter saw them on their way to Tempo.`;
  return { types: ['memory_limiter'], pipeline, detail, evidence: [acceptedFact(way)] };
}

/** By what it does: where ordinary checkouts are stored and no sampler met a trace. */
function missingSampler(seen: PipelineSeen, way: Way): Missing | undefined {
  const ordinary = ofKind(seen, 'ordinary');
  const stored = storedIn('tempo', ordinary);
  const pipeline = pipelinesToTempo(way).find(({ processors }) => !ofType(processors, 'tail_sampling'));
  if (sum(way.counted.met) > 0 || stored.length === 0 || !pipeline) return undefined;
  const detail = `${stored.length} of ${ordinary.length} ordinary checkouts are stored, and no sampler decided on any trace.`;
  return { types: ['tail_sampling'], pipeline, detail, evidence: [checkoutFact('tempo', stored[0]!)] };
}

function missingScrub(seen: PipelineSeen, way: Way): Missing | undefined {
  const pipeline = pipelinesToTempo(way).find(({ processors }) => !ofType(processors, ...SCRUBBERS));
  const leaking = seen.checkouts.filter(({ spans }) => urlIn(spans));
  const [first] = leaking;
  if (!pipeline || !first) return undefined;
  const { key, service } = urlIn(first.spans)!;
  const detail = `${leaking.length} stored checkouts have the URL of a book in them, such as in a span of ${service}: ${key}.`;
  return { types: SCRUBBERS, pipeline, detail, evidence: [checkoutFact('tempo', first)] };
}

function namesOf({ processors }: TracesPipeline): string {
  return processors.length > 0 ? `It names ${processors.join(', ')}.` : 'It names none.';
}
