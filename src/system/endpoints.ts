import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { type SystemPort, systemPorts } from './ports.ts';
import { specOf } from './spec-of.ts';
import type { OptionalOf, UrlNameOf } from './table-types.ts';

type Always = Exclude<keyof typeof PARTS, OptionalOf<typeof PARTS>>;

/** Base URLs without a trailing slash, on loopback; those of optional parts are absent where a bench does not run them. */
export type Endpoints = Record<UrlNameOf<typeof PARTS, Always>, string> &
  Partial<Record<UrlNameOf<typeof PARTS, OptionalOf<typeof PARTS>>, string>> & {
    /** The Collector's OTLP/HTTP receiver as the services are given it; the one URL that need not be on loopback. */
    servicesOtlp: string;
  };

/** The URLs of all parts that every bench runs, and of the optional parts that this bench runs, by name. */
export function endpointUrls(
  ports: Readonly<Record<string, number>>,
  optional: readonly string[],
  table: PartTable = PARTS,
): Omit<Endpoints, 'servicesOtlp'> {
  const running = systemPorts(table).filter(
    ({ part }) => !specOf(part, table).optional || optional.includes(part),
  );
  const urls = running.flatMap((port) => {
    const { name, spec } = port;
    return spec.url
      ? [[endpointName(port, table), `http://127.0.0.1:${ports[name]}${spec.url.path ?? ''}`]]
      : [];
  });
  return Object.fromEntries(urls) as Omit<Endpoints, 'servicesOtlp'>;
}

/** The same URLs as variables for the learner's terminals: a command that uses them works on every runtime. */
export function terminalEnvironment(
  endpoints: Readonly<Partial<Record<string, string>>>,
  table: PartTable = PARTS,
): Record<string, string> {
  const variables = systemPorts(table).flatMap((port) => {
    const url = endpoints[endpointName(port, table)];
    return port.spec.url && url ? [[variableName(port, table), url]] : [];
  });
  return Object.fromEntries(variables);
}

// What an entry states is the name of one endpoint: a part that is like another is found by the name of its port.
function endpointName({ part, name, spec }: SystemPort, table: PartTable): string {
  return 'like' in table[part]! ? name : (spec.url?.name ?? name);
}

function variableName({ part, role, spec }: SystemPort, table: PartTable): string {
  if (!('like' in table[part]!)) return spec.url!.variable;
  return `${part.replaceAll('-', '_')}_${role}_URL`.toUpperCase();
}
