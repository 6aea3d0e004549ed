import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { accepted } from './arrivals.ts';

/** The receivers took no span: their port, their protocol, or no pipeline begins at them. */
export const nothingReceived = diagnosis(['nothing-received'], (seen: PipelineSeen) => {
  if (accepted(seen) > 0) return undefined;
  const [service, error] = Object.entries(seen.exportErrors)[0] ?? [];
  const said = service ? `${service} says: ${error}` : 'No service complains.';
  return {
    status: 'fail',
    finding: 'nothing-received',
    values: { said, file: seen.file },
    evidence: [
      { kind: 'backend', name: 'collector', note: 'Its receivers took 0 spans.' },
      ...(service && error ? [{ kind: 'log' as const, service, line: error }] : []),
    ],
  };
});
