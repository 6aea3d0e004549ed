import { type Endpoints, endpointUrls } from '#system/endpoints.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';
import type { Namespaces } from './namespaces/namespaces.ts';
import type { Ports } from './ports.ts';

/** Where everything is reached on this machine; of the optional parts those that this bench runs. */
export function endpointsOf(
  ports: Ports,
  { tracing }: Namespaces,
  optional: readonly OptionalPart[],
): Endpoints {
  return {
    ...endpointUrls(ports, optional),
    // As the Bookstore's chart gives it.
    servicesOtlp: `http://collector.${tracing}:${PARTS.collector.ports.http.pod}`,
  };
}
