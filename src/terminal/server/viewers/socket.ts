import type { RawData, WebSocket } from 'ws';
import { type CommandMessage, CommandMessageSchema } from '../../messages.ts';
import { decodeFrame, encodeFrame, FrameType } from '../../protocol.ts';
import type { TerminalSession } from '../session.ts';
import type { Viewer } from './viewer.ts';

/** Give this to the `ws` server as `maxPayload`; larger messages end the socket with 1009. */
export const MAX_MESSAGE = 1024 * 1024;

/** Milliseconds between two pings; a client that did not answer the last is gone. */
const PING = 5000;
/** Milliseconds within which the first command has to come. */
const ATTACH_DEADLINE = 5000;
/** More than a fast reader of a flood sends in acknowledgements, and less than costs the server anything. */
const MESSAGES_A_SECOND = 5000;

/**
 * Speaks the terminal protocol on an accepted websocket. The caller has checked Host, Origin, session and
 * ownership before. A client that breaks the protocol loses its socket, never more than that.
 */
export function serveSocket(ws: WebSocket, session: TerminalSession): void {
  let viewer: Viewer | undefined;
  const reject = (reason: string) => ws.close(1008, reason);
  const deadline = setTimeout(() => {
    if (!viewer) reject('No attach command within 5 seconds');
  }, ATTACH_DEADLINE);
  const mayCome = watchSocket(ws);
  ws.on('close', (code) => {
    clearTimeout(deadline);
    viewer?.leave(code !== 1000 && code !== 1001 && code < 4000);
  });
  ws.on('message', (data: RawData, binary: boolean) => {
    if (ws.readyState !== ws.OPEN) return;
    if (!mayCome()) {
      reject(`More than ${MESSAGES_A_SECOND} messages in a second`);
      return;
    }
    if (!binary) {
      ws.close(1003, 'Only binary frames are understood');
      return;
    }
    receive(data as Buffer);
  });

  function receive(data: Buffer): void {
    const frame = decodeFrame(data);
    if (!frame) {
      ws.close(1002, 'Not a frame of the terminal protocol');
    } else if (frame.type === FrameType.ping) {
      ws.send(encodeFrame(FrameType.pong, frame.offset));
    } else if (frame.type === FrameType.command) {
      const message = parseCommand(frame.payload);
      if (message) command(message);
      else ws.close(1002, 'Not a command of the terminal protocol');
    } else if (!viewer) {
      reject('The first command must be attach');
    } else if (frame.type === FrameType.ack) {
      if (!viewer.ack(frame.offset)) reject('Acknowledged output that was never sent');
    } else if (frame.type === FrameType.input) {
      if (!viewer.input(frame.offset, frame.payload)) {
        reject('Input does not follow what was received, or is too much at once');
      }
    } else {
      ws.close(1002, 'A frame only the server may send');
    }
  }

  function command(message: CommandMessage): void {
    if (message.type === 'resize') {
      if (!viewer?.resize(message)) reject('Not a size, or not attached');
      return;
    }
    if (viewer) {
      reject('Already attached');
      return;
    }
    viewer = session.attach(
      {
        send: (bytes) => ws.readyState === ws.OPEN && ws.send(bytes, ignoreError),
        buffered: () => ws.bufferedAmount,
        close: (code, reason) => ws.close(code, reason),
      },
      message,
    );
    if (!viewer) reject('The terminal has not printed that much, or the size is not one');
  }
}

/** Ends a socket whose other side is gone. Gives a function that counts a message, and tells whether it is one too many. */
function watchSocket(ws: WebSocket): () => boolean {
  let alive = true;
  let messages = 0;
  const heart = setInterval(() => {
    if (alive) ws.ping();
    else ws.terminate();
    alive = false;
  }, PING);
  const meter = setInterval(() => {
    messages = 0;
  }, 1000);
  ws.on('pong', () => {
    alive = true;
  });
  ws.on('error', () => ws.terminate());
  ws.on('close', () => {
    clearInterval(heart);
    clearInterval(meter);
  });
  return () => ++messages <= MESSAGES_A_SECOND;
}

function parseCommand(payload: Uint8Array): CommandMessage | undefined {
  if (payload.length > 1024) return undefined;
  try {
    return CommandMessageSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)),
    ).data;
  } catch {
    return undefined;
  }
}

/** A failed send is followed by `close`, which says it. */
function ignoreError(): void {}
