import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { catalogRequests } from './catalog-requests.ts';
import { straysOf } from './whose-span.ts';

/** A span that catalog's process recorded is stored under another name than catalog, or under none. */
export const serviceName = diagnosis(['unknown-service-name', 'wrong-service-name'], (model) => {
  const spans = [...catalogRequests(model).flatMap((one) => one.spans), ...straysOf(model)];
  const misnamed = spans.find(({ resource }) => resource['service.name'] !== 'catalog');
  if (!misnamed) return undefined;
  const name = misnamed.resource['service.name'];
  const isUnknown = name === undefined || String(name).startsWith('unknown_service');
  const said = name === undefined ? 'no service.name at all' : `service.name “${name}”`;
  return {
    status: 'fail',
    finding: isUnknown ? 'unknown-service-name' : 'wrong-service-name',
    values: { service: 'catalog', name: String(name ?? ''), said, traceId: misnamed.traceId },
    evidence: [spanFact(misnamed, `catalog recorded this span. Its resource has ${said}.`)],
  };
});
