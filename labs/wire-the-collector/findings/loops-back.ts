import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, placeFact } from './facts.ts';
import { SPANS } from './held.ts';
import { liveExporters, wayOf } from './the-way.ts';

/** An exporter sends to the Collector's own receiver, so that every span comes round again. */
export const loopsBack = diagnosis(['loops-back'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  const [exporter] = liveExporters(way, 'itself');
  const sent = SPANS * seen.checkouts.length;
  if (!exporter || way.accepted < 2 * sent) return undefined;
  return {
    status: 'fail',
    finding: 'loops-back',
    values: { exporter, sent: String(sent), accepted: String(way.accepted), file: seen.file },
    evidence: [
      acceptedFact(way),
      placeFact(seen.file, `exporters.${exporter}`, 'Its address is one at which this Collector listens.'),
    ],
  };
});
