import type { Emulator } from './emulator.ts';

/** Draws output in order, each byte once, and says how far it is drawn. */
export interface OutputFeed {
  /** Output taken over so far, drawn or about to be; null before the first. */
  readonly received: number | null;
  readonly parsed: number;
  /** Whether the emulator is drawing output from before the attach. */
  readonly replaying: boolean;
  attached(offset: number, until: number): void;
  /** False when bytes before `offset` are missing. */
  output(offset: number, bytes: Uint8Array): boolean;
  snapshot(offset: number, bytes: Uint8Array): void;
  /** Calls back when all that was taken over is drawn. */
  drained(then: () => void): void;
}

/** Draws on an emulator; `onParsed` hears how far after each piece. */
export function createOutputFeed(emulator: Emulator, onParsed: (offset: number) => void): OutputFeed {
  // One entry for each write the emulator has not finished: is it old output?
  const writes: boolean[] = [];
  let received: number | null = null;
  let parsed = 0;
  let replayUntil = 0;

  function write(data: string | Uint8Array, replay: boolean, then: () => void): void {
    writes.push(replay);
    emulator.write(data, () => {
      writes.shift();
      then();
    });
  }

  function draw(bytes: Uint8Array, end: number): void {
    write(bytes, end <= replayUntil, () => {
      parsed = end;
      onParsed(end);
    });
  }

  return {
    get received() {
      return received;
    },
    get parsed() {
      return parsed;
    },
    get replaying() {
      return writes[0] === true;
    },
    attached(offset, until) {
      received = offset;
      replayUntil = until;
    },
    output(offset, bytes) {
      if (received === null || offset > received) return false;
      const fresh = bytes.subarray(Math.min(bytes.length, received - offset));
      const old = Math.max(0, Math.min(fresh.length, replayUntil - received));
      const start = received;
      received += fresh.length;
      if (old > 0) draw(fresh.subarray(0, old), start + old);
      if (old < fresh.length) draw(fresh.subarray(old), received);
      return true;
    },
    snapshot(offset, bytes) {
      received = offset;
      // A full reset within the stream, because earlier output may still wait to be drawn.
      write('\x1bc', true, () => {});
      write(bytes, true, () => {
        parsed = offset;
        onParsed(offset);
      });
    },
    drained: (then) => write('', writes.at(-1) ?? false, then),
  };
}
