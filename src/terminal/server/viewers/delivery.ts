import { encodeFrame, FrameType } from '../../protocol.ts';
import type { Ring } from '../ring.ts';

/** Bytes of output in flight to one client, at most: a browser’s terminal draws it in 6 to 25 ms, so that Ctrl-C acts at once. */
export const HIGH_WATER = 384 * 1024;
/** Bytes of a frame: larger ones keep a page from its keys while it draws. */
const LARGEST_FRAME = 64 * 1024;
/** Bytes the socket may hold back: a client that acknowledges what it never read must not fill our memory. */
const LARGEST_BUFFER = 512 * 1024;
/** Milliseconds until a full socket is looked at again; it tells nobody when it has room. */
const LOOK_AGAIN = 25;

/** The way of output to one client: what was sent, and what it says it has drawn. */
export interface Delivery {
  readonly sent: number;
  readonly acked: number;
  /** Begins, or begins again, at an offset of the ring. */
  start(offset: number): void;
  /** Sends what the client's credit allows. */
  flush(): void;
  /** Takes an ack; false when the client claims what was never sent. */
  ack(offset: number): boolean;
  stop(): void;
}

/** Sends the output of a ring to one client, by its credit. */
export function createDelivery(options: {
  ring: Ring;
  send: (frame: Uint8Array) => void;
  /** Bytes the socket has not passed on yet: a client may ack what it never read. */
  buffered: () => number;
  /** The next byte is no longer kept: the client needs a snapshot. */
  onLost: () => void;
}): Delivery {
  const { ring } = options;
  let sent = 0;
  let acked = 0;
  let running = false;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    while (running && sent < ring.head && sent - acked < HIGH_WATER) {
      if (sent < ring.tail) {
        running = false;
        options.onLost();
        return;
      }
      if (options.buffered() > LARGEST_BUFFER) {
        timer ??= setTimeout(() => {
          timer = undefined;
          flush();
        }, LOOK_AGAIN);
        return;
      }
      const size = Math.min(LARGEST_FRAME, ring.head - sent, HIGH_WATER - (sent - acked));
      const from = sent;
      sent += size;
      options.send(
        encodeFrame(FrameType.output, from, { size, fill: (target: Uint8Array) => ring.copy(from, target) }),
      );
    }
  }

  return {
    get sent() {
      return sent;
    },
    get acked() {
      return acked;
    },
    start(offset) {
      sent = offset;
      acked = offset;
      running = true;
    },
    flush,
    ack(offset) {
      if (offset > sent) return false;
      acked = Math.max(acked, offset);
      flush();
      return true;
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}
