import type { PARTS } from '#system/parts.ts';
import { forwardedPorts } from '#system/ports.ts';
import type { PortNameOf } from '#system/table-types.ts';
import type { PodPart } from './pods/pod-part.ts';

/** The loopback ports of a bench on a cluster: for each, the part and the port in its pod. */
export const FORWARDS = forwardedPorts() as readonly (ReturnType<typeof forwardedPorts>[number] & {
  name: PortName;
  part: PodPart;
})[];

/** The names in the order of their numbers. */
export const PORT_NAMES = FORWARDS.map(({ name }) => name);
export type Ports = Record<PortName, number>;

type PortName = PortNameOf<typeof PARTS, keyof typeof PARTS, { forwarded: true }>;
