import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import { type PipelineSeen, servicesStored } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { incomplete } from './arrivals.ts';

/** Some of the spans come to Tempo and some do not. */
export const spansMissing = diagnosis(['spans-missing'], (seen: PipelineSeen) => {
  const lacking = incomplete(seen);
  const [first] = lacking;
  if (!first) return undefined;
  const { label, probe } = first;
  const stored = servicesStored(first).join(', ') || 'no service';
  const missing = String(lacking.length);
  return {
    status: 'fail',
    finding: 'spans-missing',
    values: { missing, checkouts: String(seen.checkouts.length), label, stored, file: seen.file },
    evidence: [traceFact(probe.traceId, 'collector', `Of this checkout Tempo has spans of ${stored}.`)],
  };
});
