import type { WebSocket } from 'ws';

/** The open websockets of each session, so that they end with it. */
export interface LiveSockets {
  count(): number;
  add(session: string, socket: WebSocket): void;
  endSession(session: string): void;
  /** Ends those whose session is over; a session that expires ends nothing by itself. */
  sweep(isLive: (session: string) => boolean): void;
  endAll(): void;
}

/** Close code for “your session is over”: the page then asks to sign in rather than to reconnect. */
const SIGNED_OUT = 4401;

/** Keeps account of open websockets. */
export function createLiveSockets(): LiveSockets {
  const open = new Map<WebSocket, string>();
  const end = (socket: WebSocket, code: number, reason: string) => {
    socket.close(code, reason);
    // A client that does not answer the close frame must not keep its socket.
    setTimeout(() => socket.terminate(), 500).unref();
  };
  const endWhere = (over: (session: string) => boolean) => {
    for (const [socket, session] of open) if (over(session)) end(socket, SIGNED_OUT, 'Signed out');
  };
  return {
    count: () => open.size,
    add(session, socket) {
      open.set(socket, session);
      socket.once('close', () => open.delete(socket));
    },
    endSession: (ended) => endWhere((session) => session === ended),
    sweep: (isLive) => endWhere((session) => !isLive(session)),
    endAll() {
      for (const socket of open.keys()) end(socket, 1001, 'The server is ending');
    },
  };
}
