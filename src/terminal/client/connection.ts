import { encodeFrame, FrameType } from '../protocol.ts';
import type { ClientState } from './client-state.ts';
import { type Heartbeat, type HeartbeatTimes, startHeartbeat } from './heartbeat.ts';

export interface ConnectionOptions {
  url: string;
  /** Makes the websocket; by default the browser's own. */
  open?: ((url: string) => WebSocket) | undefined;
  times?: HeartbeatTimes | undefined;
  /** After a failed connection: does the server still have this terminal? */
  exists?: (() => Promise<'yes' | 'no' | 'unknown'>) | undefined;
  /** A socket is open. `isCurrent` tells later whether it still is the one in use. */
  onOpen: (isCurrent: () => boolean) => void;
  onBytes: (bytes: Uint8Array) => void;
  /** The socket is gone; another follows by itself, unless the state that is told next is `ended`. */
  onLost: () => void;
  onState: (state: ClientState) => void;
}

/** The websocket of a terminal over all its interruptions. */
export interface Connection {
  /** Sends a frame if a socket is open, and drops it otherwise. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** The server has accepted this client: earlier failures do not count any more. */
  accepted(): void;
  /** Gives the socket up for another one, because what came by it cannot be used. */
  restart(): void;
  /** Tries again at once instead of at the end of the waiting time. */
  retry(): void;
  close(): void;
}

/** Milliseconds of silence before the server is asked, and until the connection is given up: a phone changes networks within them. */
const TIMES: HeartbeatTimes = { deadline: 5000, giveUp: 15_000 };
/** Milliseconds before the first new try, doubled with each: a restarted server is there soon, an absent one is not hammered. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;
/** Refusals in a row after which the terminal is given up: the server will not change its mind. */
const MAX_REFUSALS = 5;

/** Connects, and connects again after every loss, until it is closed or the server ends it. */
export function openConnection(options: ConnectionOptions): Connection {
  let socket: WebSocket | undefined;
  let heartbeat: Heartbeat | undefined;
  let attempt = 0;
  let refusals = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  connect();

  function connect(): void {
    retryTimer = undefined;
    const current = (options.open ?? ((url) => new WebSocket(url)))(options.url);
    let opened = false;
    socket = current;
    current.binaryType = 'arraybuffer';
    current.onopen = () => {
      opened = true;
      heartbeat = startHeartbeat(options.times ?? TIMES, {
        ask: () => send(encodeFrame(FrameType.ping, 0)),
        silent: () => options.onState({ state: 'not-responding' }),
        back: () => options.onState({ state: 'open' }),
        lost: () => drop(current, opened, LOST, ''),
      });
      options.onOpen(() => socket === current);
    };
    current.onmessage = (event) => {
      if (socket !== current) return;
      heartbeat?.heard();
      options.onBytes(new Uint8Array(event.data as ArrayBuffer));
    };
    current.onclose = (event) => drop(current, opened, event.code, event.reason);
  }

  function send(frame: Uint8Array<ArrayBuffer>): void {
    if (socket?.readyState === 1) socket.send(frame);
  }

  function drop(current: WebSocket | undefined, opened: boolean, code: number, reason: string): void {
    if (!current || socket !== current || closed) return;
    socket = undefined;
    heartbeat?.stop();
    options.onLost();
    current.close();
    if (isRefusal(code)) refusals += 1;
    const end = endOf(code, reason, refusals);
    if (end) options.onState(end);
    else void wait(opened);
  }

  async function wait(opened: boolean): Promise<void> {
    attempt += 1;
    options.onState({ state: 'reconnecting', attempt });
    retryTimer = setTimeout(connect, pauseBefore(attempt));
    if (opened || !options.exists) return;
    const answer = await options.exists().catch(() => 'unknown');
    if (answer === 'no' && !closed) options.onState({ state: 'ended', why: 'gone' });
  }

  return {
    send,
    accepted() {
      attempt = 0;
      refusals = 0;
    },
    restart: () => drop(socket, true, LOST, ''),
    retry() {
      if (retryTimer === undefined) return;
      clearTimeout(retryTimer);
      connect();
    },
    close() {
      closed = true;
      clearTimeout(retryTimer);
      heartbeat?.stop();
      socket?.close(1000);
      socket = undefined;
    },
  };
}

// A little less than the full time, at random, so that many terminals do not come back in the same moment.
function pauseBefore(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.75 + Math.random() / 4);
}

/** The code browsers give a socket that was lost without a word. */
const LOST = 1006;

// What the server closes with when a client breaks the protocol: 1002 to 1009, but for the two that name no reason.
function isRefusal(code: number): boolean {
  return code >= 1002 && code <= 1009 && code !== 1005 && code !== LOST;
}

function endOf(code: number, message: string, refusals: number): ClientState | undefined {
  if (code === 4000) return { state: 'ended', why: 'closed' };
  if (code === 4001) return { state: 'ended', why: 'replaced' };
  return refusals >= MAX_REFUSALS ? { state: 'ended', why: 'refused', message } : undefined;
}
