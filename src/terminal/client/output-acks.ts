/** Tells the server how much output is drawn, so that it sends more. */
export interface OutputAcks {
  /** Output is drawn up to this offset. */
  drawn(offset: number): void;
  /** The server counts from this offset now. */
  attached(offset: number): void;
  /** Nothing is told until the next `attached`. */
  suspend(): void;
}

/** Bytes after which an acknowledgement goes out at once: a twelfth of what the server lets a client fall behind, so that it never waits for one. */
const ACK_BYTES = 32 * 1024;
/** Milliseconds after which a smaller amount is acknowledged, together with what follows it. */
const ACK_DELAY = 50;

/** Sends acknowledgements by `send`, few while little is drawn and soon where much is. */
export function createOutputAcks(send: (offset: number) => void): OutputAcks {
  let acked = 0;
  let drawn = 0;
  let open = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function ack(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!open || drawn <= acked) return;
    acked = drawn;
    send(acked);
  }

  return {
    drawn(offset) {
      drawn = offset;
      if (!open) return;
      if (offset - acked >= ACK_BYTES) ack();
      else timer ??= setTimeout(ack, ACK_DELAY);
    },
    attached(offset) {
      acked = offset;
      open = true;
    },
    suspend() {
      open = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
