import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { lineFact } from '#grading/log-evidence.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { decisionOf } from './decision.ts';
import { plainOf } from './groups.ts';
import { refusalOf } from './refused.ts';

/**
 * The service at fault was given a sampler that its SDK refused. The SDK then records whatever it decides on; a service that
 * does anything else has a sampler from elsewhere, and the refused one is not the cause.
 */
export function samplerRefused(faults: readonly Diagnose<Traffic>[]) {
  return diagnosis(['sampler-refused'], (seen: Traffic) => {
    const [fault] = faults.flatMap((diagnose) => diagnose(seen) ?? []);
    const service = SERVICES.find((one) => one === (fault?.values?.['service'] ?? 'storefront'));
    if (!fault || !service || !recordsAll(seen, service)) return undefined;
    const refusal = refusalOf(seen, service);
    if (!refusal) return undefined;
    return {
      status: 'fail',
      finding: 'sampler-refused',
      values: { service, said: refusal.said },
      evidence: [lineFact(refusal.line, { field: 'error' }), ...fault.evidence],
    };
  });
}

/** Whether a service records everything that is for it to decide: storefront what comes without a flag, the others all. */
function recordsAll(seen: Traffic, service: Service): boolean {
  const requests = service === 'storefront' ? plainOf(seen) : seen.requests;
  return requests.every((request) => decisionOf(request, service) !== false);
}
