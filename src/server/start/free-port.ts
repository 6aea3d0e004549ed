import { createServer } from 'node:http';
import { listenOnLoopback } from '../listen.ts';

/** The next port above `port` that is free on loopback now; undefined when the next fifty are taken. */
export async function nextFreePort(port: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + 50, 65_535); next++) if (await isFree(next)) return next;
  return undefined;
}

/** As the server will ask for it: on both addresses of loopback. */
async function isFree(port: number): Promise<boolean> {
  const probes = [createServer(), createServer()] as const;
  try {
    await listenOnLoopback(...probes, port);
    return true;
  } catch {
    return false;
  } finally {
    await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))));
  }
}
