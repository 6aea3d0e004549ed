import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';

/** A service serves its own route under another `service.name`, be it one of the others’ or none at all. */
export const wrongServiceName = diagnosis(['wrong-service-name'], ({ checkout }) => {
  const misnamed = checkout.spans.find(
    ({ service, resource, kind }) =>
      (kind === 'server' || kind === 'consumer') && resource['service.name'] !== service,
  );
  if (!misnamed) return undefined;
  const name = String(misnamed.resource['service.name'] ?? 'unknown_service');
  return {
    status: 'fail',
    finding: 'wrong-service-name',
    values: { service: misnamed.service, name, traceId: misnamed.traceId },
    evidence: [spanFact(misnamed, `Its resource says service.name = ${name}.`)],
  };
});
