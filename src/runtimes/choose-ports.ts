import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeAtomic } from '#disk/write-atomic.ts';

/** Whose ports are chosen. */
export interface PortChoice {
  stateFolder: string;
  /** The server's port; without it every port is any free one. */
  base?: number | undefined;
}

/**
 * Chooses a port for each name: those of the last run where they are free, else the ones after the server's, else any free
 * one; writes the choice down for the next run. What another runtime of this bench chose stays its own: the same name keeps
 * its number on both, so that addresses in open terminals hold.
 */
export async function choosePortsOf<Name extends string>(
  names: readonly Name[],
  { stateFolder, base }: PortChoice,
): Promise<Record<Name, number>> {
  const file = join(stateFolder, 'ports.json');
  const last = await readPorts<Name>(file);
  const own = new Set(Object.values<number | undefined>(last));
  const taken = new Set<number>(base === undefined ? [] : [base]);
  const ports: Partial<Record<Name, number>> = {};
  for (const [index, name] of names.entries()) {
    const derived = base === undefined || own.has(base + 1 + index) ? undefined : base + 1 + index;
    const port = await firstFree([last[name], derived], taken);
    taken.add(port);
    ports[name] = port;
  }
  await writeAtomic(file, `${JSON.stringify({ ...last, ...ports }, null, 2)}\n`, { mode: 0o600 });
  return ports as Record<Name, number>;
}

async function readPorts<Name extends string>(file: string): Promise<Partial<Record<Name, number>>> {
  try {
    return { ...(JSON.parse(await readFile(file, 'utf8')) as Partial<Record<Name, number>>) };
  } catch {
    // The first run, or a file cut short by a full disk: the choice is simply made anew.
    return {};
  }
}

async function firstFree(wanted: (number | undefined)[], taken: Set<number>): Promise<number> {
  for (const port of wanted)
    if (port && usable(port) && !taken.has(port) && (await isFree(port))) return port;
  for (;;) {
    // Below the kernel's own range, so that an outgoing connection does not take it between two starts of a part.
    const port = randomInt(20_000, 32_000);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

function usable(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port <= 65_535;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
