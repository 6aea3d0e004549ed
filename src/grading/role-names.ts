import { SERVICES, type Service } from '#runtimes/parts.ts';
import { OWN_SERVICE } from '#telemetry/export-span.ts';
import type { Span } from '#telemetry/span.ts';

/**
 * Calls services by the Bookstore's names even when the learner gave one another `service.name`: which service a
 * span is of is told by the route it serves. A name that serves several roles is left as it is.
 */
export function roleNames(spans: readonly Span[]): Span[] {
  const roles = new Map<string, Set<Service>>();
  for (const span of spans) {
    const role = isKnown(span.service) ? undefined : roleOf(span);
    if (role) roles.set(span.service, (roles.get(span.service) ?? new Set()).add(role));
  }
  return spans.map((span) => {
    const [role, ...others] = roles.get(span.service) ?? [];
    return role && others.length === 0 ? { ...span, service: role } : span;
  });
}

function isKnown(service: string): boolean {
  return service === OWN_SERVICE || SERVICES.some((one) => one === service);
}

function roleOf({ kind, attributes }: Span): Service | undefined {
  const route = String(attributes['http.route'] ?? '');
  if (kind === 'consumer') return 'payments-worker';
  if (kind !== 'server') return undefined;
  if (route.endsWith('/checkout')) return 'storefront';
  if (route.endsWith('/orders')) return 'orders';
  return route.includes('/books') ? 'catalog' : undefined;
}
