import type { PARTS } from '#system/parts.ts';
import { systemPorts } from '#system/ports.ts';
import type { PortNameOf } from '#system/table-types.ts';
import { choosePortsOf, type PortChoice } from '../choose-ports.ts';

/** Every port of every part; the order decides which number after the server's each one wants. */
export const PORT_NAMES = systemPorts().map(({ name }) => name) as readonly PortNameOf<
  typeof PARTS,
  keyof typeof PARTS
>[];
export type Ports = Record<(typeof PORT_NAMES)[number], number>;

/** Chooses the ports of the runtime (choosePortsOf). */
export function choosePorts(choice: PortChoice): Promise<Ports> {
  return choosePortsOf(PORT_NAMES, choice);
}
