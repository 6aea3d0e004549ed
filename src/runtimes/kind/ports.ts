import type { PARTS } from '#system/parts.ts';
import { systemPorts } from '#system/ports.ts';
import type { PortNameOf } from '#system/table-types.ts';
import type { PodPart } from './pods/pod-part.ts';

/** The loopback ports of a bench on a cluster: for each, the part and the port in its pod. */
export const FORWARDS = systemPorts().flatMap(({ name, part, role, spec }) =>
  spec.forwarded && spec.pod ? [{ name, part, role, podPort: spec.pod }] : [],
) as readonly Forward[];

/** The names in the order of their numbers. */
export const PORT_NAMES = FORWARDS.map(({ name }) => name);
export type Ports = Record<PortName, number>;

interface Forward {
  name: PortName;
  part: PodPart;
  role: string;
  podPort: number;
}

type PortName = PortNameOf<typeof PARTS, keyof typeof PARTS, { forwarded: true }>;
