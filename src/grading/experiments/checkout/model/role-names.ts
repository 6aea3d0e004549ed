import { entryService } from '#system/entry-service.ts';
import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * Calls services by the Bookstore's names even when the learner gave one another `service.name`, or one of the
 * others’: which service a process is, is told by the route it serves. A process that serves several is left as it is.
 */
export function roleNames(spans: readonly Span[]): Span[] {
  const roles = new Map<string, Set<Service>>();
  for (const span of spans) {
    const role = entryService({ kind: span.kind, route: String(span.attributes['http.route'] ?? '') });
    if (role) roles.set(processOf(span), (roles.get(processOf(span)) ?? new Set()).add(role));
  }
  return spans.map((span) => {
    const [role, ...others] = roles.get(processOf(span)) ?? [];
    return role && others.length === 0 && role !== span.service ? { ...span, service: role } : span;
  });
}

/** Two services of one name are told apart by their instance, or by the process id in a resource of the learner's own. */
function processOf({ service, resource }: Span): string {
  return `${service} ${resource['service.instance.id'] ?? resource['process.pid'] ?? ''}`;
}
