import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerRaw } from '../access/answer-raw.ts';
import { readSessionCookie } from '../access/cookie.ts';
import { rejectForeign } from '../access/request-origin.ts';
import { NOT_SIGNED_IN } from '../access/require-session.ts';
import type { Sessions } from '../access/sessions.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { Refused, SocketRoute } from './route.ts';

interface UpgradeRules {
  port: () => number;
  sessions: Sessions;
  live: LiveSockets;
  routes: readonly SocketRoute[];
}

const MAX_MESSAGE = 1024 * 1024;
/** Far more than a learner's tabs and terminals need, far less than would hurt. */
const MAX_SOCKETS = 64;

/** Answers upgrade requests: door, session, path, in that order, and only then 101. */
export function createUpgradeHandler(rules: UpgradeRules) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const admitted = admit(rules, request);
    if ('problem' in admitted) {
      answerRaw(socket, admitted.status, admitted.problem);
      return;
    }
    server.handleUpgrade(request, socket, head, (ws: WebSocket) => {
      // ws reports protocol errors here and closes by itself; unheard, they would end the process.
      ws.on('error', () => ws.terminate());
      rules.live.add(admitted.session, ws);
      admitted.serve(ws);
    });
  };
}

function admit(
  rules: UpgradeRules,
  request: IncomingMessage,
): Refused | { session: string; serve: (socket: WebSocket) => void } {
  const path = (request.url ?? '/').split('?')[0]!;
  const visit = { method: request.method ?? '', path, rawHeaders: request.rawHeaders, upgrade: true };
  const refusal = rejectForeign(visit, rules.port());
  if (refusal) return refusal;
  const session = rules.sessions.find(readSessionCookie(rules.port(), request.headers.cookie));
  if (session === undefined) return { status: 401, problem: NOT_SIGNED_IN };
  if (rules.live.count() >= MAX_SOCKETS) {
    const problem = {
      title: `${MAX_SOCKETS} connections are open, which is the most.`,
      next: 'Close other tabs.',
    };
    return { status: 503, problem };
  }
  for (const route of rules.routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    const opened = route.open(match, session);
    return typeof opened === 'function' ? { session, serve: opened } : opened;
  }
  return { status: 404, problem: { title: 'There is no websocket under this path.' } };
}
