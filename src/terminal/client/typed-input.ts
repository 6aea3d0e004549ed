import { encodeFrame, FrameType } from '../protocol.ts';
import type { Emulator } from './emulator.ts';
import { createInputQueue } from './input-queue.ts';

/** What is typed into a terminal, kept until the server has it, over every interruption. */
export interface TypedInput {
  /** Where the kept input begins. */
  readonly base: number;
  /** Bytes that the server has not acknowledged. */
  readonly size: number;
  type(text: string): void;
  acked(offset: number): void;
  /** Goes on from what the server has received; false when that is not kept any more. `flush` then sends. */
  resumeAt(offset: number): boolean;
  flush(): void;
  /** Keeps what is typed and sends nothing, until the next `resumeAt`. */
  suspend(): void;
  /** Takes nothing more. */
  stop(): void;
}

/** Takes in what the emulator's keyboard gives, but for the texts that `ignored` names, and sends it as frames. */
export function createTypedInput(
  emulator: Emulator,
  ignored: (text: string) => boolean,
  send: (frame: Uint8Array<ArrayBuffer>) => void,
): TypedInput {
  const queue = createInputQueue();
  const encoder = new TextEncoder();
  let open = false;
  let stopped = false;
  const listeners = [
    emulator.onData((text) => {
      if (!ignored(text)) add(encoder.encode(text));
    }),
    emulator.onBinary((text) => add(Uint8Array.from(text, (character) => character.charCodeAt(0)))),
  ];

  function add(bytes: Uint8Array): void {
    if (stopped) return;
    queue.add(bytes);
    flush();
  }

  function flush(): void {
    if (!open) return;
    for (let piece = queue.next(); piece; piece = queue.next()) {
      send(encodeFrame(FrameType.input, piece.offset, piece.bytes));
    }
  }

  return {
    get base() {
      return queue.base;
    },
    get size() {
      return queue.size;
    },
    type: (text) => add(encoder.encode(text)),
    acked(offset) {
      queue.acked(offset);
      flush();
    },
    resumeAt(offset) {
      open = queue.resumeAt(offset);
      return open;
    },
    flush,
    suspend() {
      open = false;
    },
    stop() {
      open = false;
      stopped = true;
      for (const listener of listeners) listener.dispose();
    },
  };
}
