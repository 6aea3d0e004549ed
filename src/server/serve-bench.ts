import type { BenchEvent } from '#api/events.ts';
import type { Bench } from '#bench/bench.ts';
import { createTerminalSessions } from '#terminal/server/sessions.ts';
import type { BenchParts } from './bench-parts.ts';
import { benchRoutes } from './bench-routes.ts';
import { createServer, type RunningServer, type ServerOptions } from './create-server.ts';
import { createHub } from './sockets/hub.ts';
import { terminalSocket } from './sockets/terminal.ts';
import { writeLabCommand } from './start/lab-command.ts';

interface Serving
  extends Pick<ServerOptions, 'port' | 'site' | 'waitPage' | 'links' | 'sessions' | 'bearers'> {
  bench: Bench;
  instance: string;
  version: string;
  repository: string;
  stateFolder: string;
  /** What the command `lab` opens the server with. */
  benchToken: string;
  records: BenchParts['records'];
  /** What a page that opens now has to know of the course itself. */
  courseNews: () => BenchEvent[];
}

/** A bench behind its server. */
export interface ServedBench extends Pick<BenchParts, 'terminals' | 'labCommand'> {
  server: RunningServer;
  /** Ends the server, the terminals and the bench, once the bench's signal has aborted. */
  end(): Promise<void>;
}

/** Opens a bench to the learner's browser and terminals. Rejects when the port is taken. */
export async function serveBench(serving: Serving): Promise<ServedBench> {
  const { bench, instance, version, courseNews } = serving;
  const terminals = createTerminalSessions({ instance, environment: process.env });
  const command = writeLabCommand({
    state: serving.stateFolder,
    repository: serving.repository,
    token: serving.benchToken,
  });
  const hub = createHub(() => [...bench.greeting(), ...courseNews()]);
  bench.events.on(hub.send);
  let port = serving.port;
  const labCommand = { folder: command.folder, env: (lab: string) => command.env({ port, lab }) };
  const server = await createServer({
    ...serving,
    hello: () => ({
      ...{ instance, version },
      runtime: bench.runtime.name,
      ready: bench.lifecycle.state().ready,
    }),
    api: benchRoutes({ ...bench, terminals, labCommand, records: serving.records }),
    sockets: [hub.route, terminalSocket(terminals)],
  });
  port = server.port;
  return {
    ...{ server, terminals, labCommand },
    async end() {
      command.remove();
      await Promise.allSettled([server.close(), terminals.closeAll(), bench.end()]);
      bench.database.close();
    },
  };
}
