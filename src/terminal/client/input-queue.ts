/** Typed bytes that are not known to be in the terminal yet. */
export interface InputQueue {
  /** Where the kept input begins. */
  readonly base: number;
  /** Input not sent, or sent and not acknowledged. */
  readonly size: number;
  add(bytes: Uint8Array): void;
  /** The next piece that may be sent, or undefined while the window is full or nothing is left. */
  next(): { offset: number; bytes: Uint8Array } | undefined;
  /** The terminal has taken input up to this offset. */
  acked(offset: number): void;
  /** After a reconnect: go on from what the server has received. False when that is not kept. */
  resumeAt(offset: number): boolean;
}

/** Bytes of input in one frame at most; a longer paste goes in several. */
const PIECE = 32 * 1024;
/** Bytes sent and not yet acknowledged at most: a quarter of what the server takes before it calls a client dishonest. */
const WINDOW = 256 * 1024;

/** An empty queue. */
export function createInputQueue(): InputQueue {
  const pieces: Uint8Array[] = [];
  let base = 0;
  let sent = 0;
  let end = 0;

  return {
    get base() {
      return base;
    },
    get size() {
      return end - base;
    },
    add(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) pieces.push(bytes.slice(at, at + PIECE));
      end += bytes.length;
    },
    next() {
      if (sent === end || sent - base >= WINDOW) return undefined;
      let start = base;
      for (const piece of pieces) {
        if (sent < start + piece.length) {
          const offset = sent;
          sent = start + piece.length;
          return { offset, bytes: piece.subarray(offset - start) };
        }
        start += piece.length;
      }
      return undefined;
    },
    acked(offset) {
      while (pieces[0] && base + pieces[0].length <= offset) base += pieces.shift()!.length;
      sent = Math.max(sent, base);
    },
    resumeAt(offset) {
      if (offset < base || offset > end) return false;
      sent = offset;
      return true;
    },
  };
}
