import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Bearers } from './access/bearer.ts';
import { mayCall } from './access/bearer-calls.ts';
import type { Links } from './access/links.ts';
import { printedAddress } from './access/navigation.ts';
import { rejectForeign } from './access/request-origin.ts';
import type { Sessions } from './access/sessions.ts';
import { createApp } from './app.ts';
import type { RouteContext } from './context.ts';
import { listenOnLoopback } from './listen.ts';
import { answerOtherName, answerRefused } from './pages/answer-at-door.ts';
import type { Hello } from './routes/hello.ts';
import { createLiveSockets } from './sockets/live-sockets.ts';
import type { SocketRoute } from './sockets/route.ts';
import { createUpgradeHandler } from './sockets/upgrade.ts';

export interface ServerOptions {
  /** 0 for any free one. */
  port: number;
  /** Folder of the built site. */
  site: string;
  /** A page to show instead of the site while that is being built. */
  waitPage?: () => string | undefined;
  links: Links;
  sessions: Sessions;
  /** Opens a few calls to programs that can read the state folder. */
  bearers: Bearers;
  hello: () => Hello;
  api: readonly Hono<RouteContext>[];
  sockets: readonly SocketRoute[];
}

/** A server that listens. */
export interface RunningServer {
  port: number;
  /** Every path and method the API knows, for tests that walk them. */
  routes: readonly { method: string; path: string }[];
  /** Makes a new one-use link; the one before it stops working. */
  newLink(next?: string): string;
  close(): Promise<void>;
}

/** Milliseconds an incomplete request may take; Node's own limits would keep its connection for five minutes. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };
/** Far below the usual limit of 1 024 descriptors, so that shells and files can still be opened. */
const MAX_CONNECTIONS = 256;

/** Starts the course's server on loopback. Resolves when it listens; rejects when the port is taken. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  let port = options.port;
  const live = createLiveSockets();
  const newLink = (next?: string) => {
    const query = next ? `&next=${encodeURIComponent(next)}` : '';
    return `http://127.0.0.1:${port}/enter?token=${options.links.issue()}${query}`;
  };
  const { sessions, links, bearers } = options;
  const access = { port: () => port, bearers, sessions, links, newLink };
  const endSession = (id: string) => {
    options.sessions.end(id);
    live.endSession(id);
  };
  const app = createApp({ ...options, access: { ...access, endSession } });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0]!;
    const facts = { method: request.method ?? '', path, rawHeaders: request.rawHeaders, upgrade: false };
    const refusal = rejectForeign(facts, port);
    const may = async () => mayCall(await bearers.of(request), facts.method, path);
    if (refusal && !(refusal.unlessProgram && (await may())))
      return answerRefused(response, refusal, facts, port);
    const elsewhere = refusal ? undefined : printedAddress(facts, request.url ?? '/', port);
    if (elsewhere !== undefined) return answerOtherName(response, elsewhere, facts, port);
    listener(request, response);
  };
  const onUpgrade = createUpgradeHandler({ ...access, live, routes: options.sockets });
  const servers = [0, 1].map(() =>
    // A missing Host is refused at the door, with a reason.
    createHttpServer({ requireHostHeader: false, ...TIMEOUTS }, onRequest).on('upgrade', onUpgrade),
  );
  for (const server of servers) server.maxConnections = MAX_CONNECTIONS;
  port = await listenOnLoopback(servers[0]!, servers[1]!, options.port);
  const sweeper = setInterval(() => live.sweep(options.sessions.isLive), 500).unref();
  return {
    port,
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    newLink,
    async close() {
      clearInterval(sweeper);
      live.endAll();
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      for (const server of servers) server.closeIdleConnections();
      setTimeout(() => servers.forEach((server) => void server.closeAllConnections()), 1_000).unref();
      await Promise.all(closed);
    },
  };
}
