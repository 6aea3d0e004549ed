import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, countFact } from './facts.ts';
import { isWhole, ofKind } from './held.ts';
import { wayOf } from './the-way.ts';

/** The receiver says no to spans, and the services try again without a word: something behind it has no room, or failed. */
export const refused = diagnosis(['refused'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  const kept = [...ofKind(seen, 'declined'), ...ofKind(seen, 'slow')];
  if (way.refused === 0 || kept.every(({ spans }) => isWhole(spans))) return undefined;
  const first = way.live.flatMap(({ processors }) => processors)[0];
  return {
    status: 'fail',
    finding: 'refused',
    values: {
      refused: String(way.refused),
      accepted: String(way.accepted),
      first: first ? `the first of which is \`${first}\`` : 'of which there is none',
      file: seen.file,
    },
    evidence: [
      countFact('otelcol_receiver_refused_spans', way.refused, `The receivers refused ${way.refused} spans.`),
      acceptedFact(way),
    ],
  };
});
