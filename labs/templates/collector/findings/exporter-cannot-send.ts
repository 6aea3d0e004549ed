import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { accepted, arrived } from './arrivals.ts';

/** An exporter complains, and nothing comes to Tempo. While it tries again, its counter of failures stands still. */
export const exporterCannotSend = diagnosis(['exporter-cannot-send'], (seen: PipelineSeen) => {
  const complaint = seen.complaints.at(-1);
  if (arrived(seen) || !complaint) return undefined;
  const { component: exporter, message: said } = complaint;
  return {
    status: 'fail',
    finding: 'exporter-cannot-send',
    values: { exporter, said, accepted: String(accepted(seen)), file: seen.file },
    evidence: [
      { kind: 'log', service: 'collector', line: said },
      { kind: 'config', file: seen.file, path: `exporters.${exporter}`, note: 'It tries in vain.' },
    ],
  };
});
