import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Problem } from '#api/problem.ts';

/** Answers a request on its bare socket: for one that asked to become a websocket and will not. */
export function answerRaw(socket: Duplex, status: number, problem: Problem): void {
  const body = JSON.stringify(problem);
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    // No time limit holds for it any more, and a client that keeps its side open would keep the socket for ever.
    () => socket.destroy(),
  );
}
