import { type Endpoints, endpointUrls } from '#system/endpoints.ts';
import type { OptionalPart } from '#system/part-names.ts';
import type { Ports } from './ports.ts';

/** Where everything listens; of the optional parts those that this bench runs. */
export function endpointsOf(ports: Ports, optional: readonly OptionalPart[]): Endpoints {
  const urls = endpointUrls(ports, optional);
  // Services and learner are on the same machine.
  return { ...urls, servicesOtlp: urls.otlpHttp };
}
