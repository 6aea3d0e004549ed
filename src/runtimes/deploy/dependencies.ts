import type { Part, Service } from '../parts.ts';

/** What a service cannot work without. */
export const DEPENDENCIES: Record<Service, readonly Part[]> = {
  storefront: ['catalog', 'orders'],
  catalog: ['postgres'],
  orders: ['postgres', 'rabbitmq'],
  'payments-worker': ['rabbitmq'],
};

/** The deepest thing under a service that is down; undefined when all it needs is there. */
export function causeUnder(service: Service, down: ReadonlySet<Part>): Part | undefined {
  const dependency = DEPENDENCIES[service].find((part) => down.has(part));
  if (!dependency) return undefined;
  return dependency in DEPENDENCIES ? (causeUnder(dependency as Service, down) ?? dependency) : dependency;
}
