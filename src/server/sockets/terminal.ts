import type { TerminalSessions } from '#terminal/server/sessions.ts';
import { serveSocket } from '#terminal/server/viewers/socket.ts';
import { LEARNER } from '../learner.ts';
import type { SocketRoute } from './route.ts';

/** The terminals' websocket: only to a terminal that is the learner's own. */
export function terminalSocket(terminals: TerminalSessions): SocketRoute {
  return {
    path: /^\/api\/terminals\/([0-9a-f]{32})\/socket$/,
    open([, id]) {
      const terminal = terminals.find(LEARNER, id!);
      if (!terminal) return { status: 404, problem: { title: 'There is no terminal with this id.' } };
      return (socket) => serveSocket(socket, terminal);
    },
  };
}
