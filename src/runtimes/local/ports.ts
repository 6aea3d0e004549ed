import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Every port of the runtime; the order decides which number after the server's each one wants. */
export const PORT_NAMES = [
  'storefront',
  'catalog',
  'orders',
  'paymentsWorker',
  'postgres',
  'amqp',
  'rabbitDistribution',
  'epmd',
  'tempoHttp',
  'tempoGrpc',
  'tempoOtlp',
  'collectorGrpc',
  'collectorHttp',
  'collectorMetrics',
  'collectorHealth',
] as const;
export type Ports = Record<(typeof PORT_NAMES)[number], number>;

interface PortChoice {
  stateFolder: string;
  /** The server's port; without it every port is any free one. */
  base?: number | undefined;
}

/**
 * Chooses the ports: those of the last run where they are free, else the ones after the server's, else any free
 * one; writes the choice down for the next run.
 */
export async function choosePorts({ stateFolder, base }: PortChoice): Promise<Ports> {
  const file = join(stateFolder, 'ports.json');
  const last = await readPorts(file);
  const taken = new Set<number>(base === undefined ? [] : [base]);
  const ports: Partial<Ports> = {};
  for (const [index, name] of PORT_NAMES.entries()) {
    const derived = base === undefined ? undefined : base + 1 + index;
    const port = await firstFree([last[name], derived], taken);
    taken.add(port);
    ports[name] = port;
  }
  await writeFile(file, `${JSON.stringify(ports, null, 2)}\n`, { mode: 0o600 });
  return ports as Ports;
}

async function readPorts(file: string): Promise<Partial<Ports>> {
  try {
    return { ...(JSON.parse(await readFile(file, 'utf8')) as Partial<Ports>) };
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
