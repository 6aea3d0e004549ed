import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from './random.ts';

/** What goes wrong on one connection; directions are seen from the client. */
export interface Toxics {
  /** Reset after this many bytes came down. */
  resetAfterDown?: number;
  /** Reset after this many bytes went up. */
  resetAfterUp?: number;
  /** Delay of every piece, with jitter; order is kept. */
  latency?: { ms: number; jitter: number };
  /** Bytes a second downwards. */
  bandwidth?: number;
  /** Largest piece passed on at once. */
  slice?: number;
}

export interface Proxy {
  readonly port: number;
  readonly connections: number;
  /** Cuts all connections now. */
  cut(): void;
  /** Stops passing anything on, without closing, until called with false. */
  stall(on: boolean): void;
  close(): Promise<void>;
}

/** A TCP proxy on loopback that spoils connections in the way `toxics` says for each. */
export async function startProxy(
  target: number,
  random: Random,
  toxics: (connection: number) => Toxics = () => ({}),
): Promise<Proxy> {
  const pairs = new Set<{ client: Socket; server: Socket }>();
  let connections = 0;
  let stalled = false;

  const listener = createServer((client) => {
    connections += 1;
    const toxic = toxics(connections);
    const server = connect(target, '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    client.setNoDelay(true);
    server.setNoDelay(true);
    const end = () => {
      pairs.delete(pair);
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    pass(server, client, { ...toxic, limit: toxic.resetAfterDown }, random, end);
    pass(client, server, { ...toxic, bandwidth: undefined, limit: toxic.resetAfterUp }, random, end);
    if (stalled) for (const socket of [client, server]) socket.pause();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  function cut(): void {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  return {
    port: (listener.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    cut,
    stall(on) {
      stalled = on;
      for (const { client, server } of pairs)
        for (const socket of [client, server]) on ? socket.pause() : socket.resume();
    },
    close() {
      cut();
      return new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

function pass(
  from: Socket,
  to: Socket,
  toxic: Toxics & { limit?: number },
  random: Random,
  end: () => void,
): void {
  let passed = 0;
  let free = 0;
  from.on('data', (data: Buffer) => {
    const piece = toxic.slice ?? data.length;
    for (let at = 0; at < data.length; at += piece) {
      const part = data.subarray(at, at + piece);
      const left = (toxic.limit ?? Number.POSITIVE_INFINITY) - passed;
      passed += part.length;
      const bytes = part.subarray(0, Math.max(0, left));
      free = Math.max(performance.now(), free) + delay(toxic, part.length, random);
      later(free, () => {
        if (!to.destroyed && bytes.length > 0) to.write(bytes);
        if (left <= part.length) end();
      });
      if (left <= part.length) return;
    }
    if (toxic.bandwidth) {
      from.pause();
      later(free, () => from.resume());
    }
  });
}

function delay(toxic: Toxics, size: number, random: Random): number {
  const latency = toxic.latency ? toxic.latency.ms + random.between(0, toxic.latency.jitter) : 0;
  return latency + (toxic.bandwidth ? (size / toxic.bandwidth) * 1000 : 0);
}

function later(when: number, act: () => void): void {
  const wait = when - performance.now();
  if (wait < 0.5) act();
  else setTimeout(act, wait);
}
