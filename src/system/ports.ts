import type { PartTable, PortSpec } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';
import type { RoleOf } from './table-types.ts';

/** One port of the system, with the part it belongs to. */
export interface SystemPort {
  /** In a bench's ports.json. */
  name: string;
  part: string;
  role: string;
  spec: PortSpec;
}

/** Every port of a system, in the order of the table. */
export function systemPorts(table: PartTable = PARTS): SystemPort[] {
  return Object.keys(table).flatMap((part) =>
    Object.entries(specOf(part, table).ports).map(([role, spec]) => {
      // A stated name is the name of one port: a part that is like another cannot have it too.
      const stated = 'like' in table[part]! ? undefined : spec.name;
      return { name: stated ?? derivedName(part, role), part, role, spec };
    }),
  );
}

/** The ports that a bench on a cluster opens on loopback of the learner's machine, each with the number inside its pod. */
export function forwardedPorts(table: PartTable = PARTS): (SystemPort & { podPort: number })[] {
  return systemPorts(table).flatMap((port) =>
    port.spec.forwarded && port.spec.pod ? [{ ...port, podPort: port.spec.pod }] : [],
  );
}

/** The numbers of a part's own ports by role, out of those of the whole bench. */
export function portsOfPart<P extends keyof typeof PARTS>(
  part: P,
  ports: Readonly<Record<string, number>>,
): Record<RoleOf<typeof PARTS, P>, number> {
  const own = systemPorts().filter((port) => port.part === part);
  const numbers = own.map(({ role, name }) => [role, ports[name]]);
  return Object.fromEntries(numbers) as Record<RoleOf<typeof PARTS, P>, number>;
}

function derivedName(part: string, role: string): string {
  const camel = part.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel}${role[0]!.toUpperCase()}${role.slice(1)}`;
}
