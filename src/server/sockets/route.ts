import type { WebSocket } from 'ws';
import type { Problem } from '#api/problem.ts';

/** A websocket path of this server. `open` refuses before the upgrade, or says what to do after it. */
export interface SocketRoute {
  path: RegExp;
  open(match: RegExpExecArray, session: string): ((socket: WebSocket) => void) | Refused;
}

/** An upgrade that is not made. */
export interface Refused {
  status: number;
  problem: Problem;
}
