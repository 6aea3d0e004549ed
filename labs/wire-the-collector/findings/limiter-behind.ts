import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, countFact, placeFact } from './facts.ts';
import { ofType, sum, wayOf } from './the-way.ts';

/** Spans of an earlier moment may be counted at one of the two places only; a sampler in front of the limiter takes half away. */
const NEARLY_ALL = 0.9;

/** The limiter sees fewer spans than came in: something in front of it holds them or drops them. */
export const limiterBehind = diagnosis(['limiter-behind-sampling'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  const limited = way.live.filter(({ processors }) => ofType(processors, 'memory_limiter'));
  const ids = limited.map(({ processors }) => ofType(processors, 'memory_limiter')!);
  const [saw, should] = [sum(way.counted.incoming, 'processor', ids), way.accepted * limited.length];
  if (limited.length === 0 || saw >= NEARLY_ALL * should) return undefined;
  const { name, processors } = limited[0]!;
  return {
    status: 'fail',
    finding: 'limiter-behind-sampling',
    values: {
      ...{ saw: String(saw), should: String(should), pipeline: name, file: seen.file },
      before: processors.slice(0, processors.indexOf(ids[0]!)).join(', ') || 'nothing',
    },
    evidence: [
      countFact('otelcol_processor_incoming_items', saw, `${ids[0]} took ${saw} spans.`),
      acceptedFact(way),
      placeFact(seen.file, `service.pipelines.${name}.processors`, `It names ${processors.join(', ')}.`),
    ],
  };
});
