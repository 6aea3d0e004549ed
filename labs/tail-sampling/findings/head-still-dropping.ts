import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import { flagFacts } from './facts.ts';

/** A service decided not to record, though nobody told it so: what it drops never comes to the Collector. */
export const headStillDropping = diagnosis(['head-still-dropping'], ({ requests }: Traffic) => {
  for (const service of SERVICES) {
    const known = requests.filter(({ logs }) => logs.some((log) => log.service === service));
    const dropped = known.filter(({ logs }) =>
      logs.some((log) => log.service === service && log.sampled === false),
    );
    if (dropped.length === 0) continue;
    const plain = dropped.filter(({ probe }) => probe.header === '').length;
    return {
      status: 'fail',
      finding: 'head-still-dropping',
      values: {
        ...{ service, dropped: String(dropped.length), of: String(known.length) },
        who:
          plain === dropped.length
            ? 'All of them came without a traceparent'
            : `${dropped.length - plain} of them came with flag 01`,
      },
      evidence: flagFacts(dropped),
    };
  }
  return undefined;
});
