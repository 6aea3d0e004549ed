import { entryService } from '#system/entry-service.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';

/**
 * Calls services by the Bookstore's names even when the learner gave one another `service.name`, or one of the
 * others’: which service a process is, is told by the route it serves. A process that serves several is left as it is.
 * A span of an unknown name that is no entry belongs to the service of its parent: only requests and messages come from
 * another process.
 */
export function roleNames(spans: readonly Span[]): Span[] {
  const roles = new Map<string, Set<Service>>();
  for (const span of spans) {
    const role = roleOf(span);
    if (role) roles.set(processOf(span), (roles.get(processOf(span)) ?? new Set()).add(role));
  }
  const { parentOf } = buildTree(spans);
  const serviceOf = (span: Span, depth = 0): string => {
    const own = roleOf(span);
    if (own) return own;
    const parent = parentOf(span);
    if (parent && !isService(span.service) && !isEntry(span) && depth < DEEPEST) {
      const above = serviceOf(parent, depth + 1);
      if (isService(above)) return above;
    }
    const [role, ...others] = roles.get(processOf(span)) ?? [];
    return role && others.length === 0 ? role : span.service;
  };
  return spans.map((span) => {
    const service = serviceOf(span);
    return service === span.service ? span : { ...span, service };
  });
}

/** Spans above each other that are followed: a circle of parents ends here. */
const DEEPEST = 100;

function roleOf(span: Span): Service | undefined {
  return entryService({ kind: span.kind, route: String(span.attributes['http.route'] ?? '') });
}

function isEntry({ kind }: Span): boolean {
  return kind === 'server' || kind === 'consumer';
}

function isService(name: string): name is Service {
  return SERVICES.some((one) => one === name);
}

/** Two services of one name are told apart by their instance, or by the process id in a resource of the learner's own. */
function processOf({ service, resource }: Span): string {
  return `${service} ${resource['service.instance.id'] ?? resource['process.pid'] ?? ''}`;
}
