import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, checkoutFact, countFact } from './facts.ts';
import { isWhole, ofKind, SPANS, spansIn } from './held.ts';
import { sum, type Way, wayOf } from './the-way.ts';

/** Some of the spans come to Tempo and some do not. An ordinary checkout may be lacking where a sampler has dropped it. */
export const spansMissing = diagnosis(['spans-missing'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  const mayBeDropped = sum(way.counted.decisions) > 0;
  const lacking = seen.checkouts.filter(
    ({ kind, spans }) => !isWhole(spans) && !(kind === 'ordinary' && mayBeDropped && spans.length === 0),
  );
  const [first] = lacking;
  if (!first) return undefined;
  const taken = first.spans.length === 0 && mayBeDropped ? dropped(way) : takenOut(way);
  return {
    status: 'fail',
    finding: 'spans-missing',
    values: {
      ...{ missing: String(lacking.length), checkouts: String(seen.checkouts.length), label: first.label },
      ...{ stored: String(spansIn(first.spans)), spans: String(SPANS), file: seen.file },
      taken: taken ? ` ${taken.note}` : '',
    },
    evidence: [
      checkoutFact('tempo', first),
      ...ofKind(seen, 'ordinary')
        .slice(0, 1)
        .map((one) => checkoutFact('tempo', one)),
      acceptedFact(way),
      ...(taken ? [taken] : []),
    ],
  };
});

/** The processor that let out fewer items than went in. */
function takenOut({ counted, live }: Way) {
  const processors = new Set(live.flatMap((pipeline) => pipeline.processors));
  for (const id of processors) {
    const [into, out] = [sum(counted.incoming, 'processor', [id]), sum(counted.outgoing, 'processor', [id])];
    if (into > out)
      return {
        ...countFact('otelcol_processor_outgoing_items', out, ''),
        note: `${id} took ${into} spans and let ${out} out.`,
      };
  }
  return undefined;
}

/** The sampler, where a whole trace is lacking. */
function dropped({ counted }: Way) {
  const [kept, all] = [sum(counted.decisions, 'sampled', ['true']), sum(counted.decisions)];
  return {
    ...countFact('otelcol_processor_tail_sampling_global_count_traces_sampled', kept, ''),
    note: `The sampler decided on ${all} traces and kept ${kept}.`,
  };
}
