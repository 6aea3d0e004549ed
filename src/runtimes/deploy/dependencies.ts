import type { Part, Service } from '#system/part-names.ts';
import { SERVICES } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';

/** The deepest thing under a service that is down; undefined when all it needs is there. */
export function causeUnder(service: Service, down: ReadonlySet<Part>): Part | undefined {
  const needs: readonly Part[] = PARTS[service].needs;
  const dependency = needs.find((part) => down.has(part));
  if (!dependency) return undefined;
  return isService(dependency) ? (causeUnder(dependency, down) ?? dependency) : dependency;
}

function isService(part: Part): part is Service {
  return SERVICES.some((service) => service === part);
}
