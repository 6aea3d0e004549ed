import { encodeFrame, FrameType } from '../../protocol.ts';
import type { ViewerOptions } from './viewer.ts';

/** The input of one client on its way into the shell's terminal. */
export interface ViewerInput {
  /** Input of this client received so far, over all its connections. */
  received(): number;
  /** Takes bytes in; false when the client breaks the protocol. */
  take(offset: number, bytes: Uint8Array): boolean;
  stop(): void;
}

/** Bytes of input received but not taken by the terminal, at most: an honest client waits for acks before. */
const MAX_WAITING = 1024 * 1024;
/** Milliseconds after which input is acknowledged, together with what follows it. */
const ACK_DELAY = 20;
/** Bytes that are acknowledged at once. */
const ACK_BYTES = 16 * 1024;

/** Writes a client's input to the shell, each byte once, and acknowledges by `send` what the terminal has taken. */
export function takeInput(
  {
    client,
    base,
    shell,
    ledger,
    onInput,
  }: Pick<ViewerOptions, 'client' | 'base' | 'shell' | 'ledger' | 'onInput'>,
  send: (frame: Uint8Array) => void,
): ViewerInput {
  const account = ledger.open(client, base);
  let acked = account.written;
  let timer: NodeJS.Timeout | undefined;

  function ack(): void {
    clearTimeout(timer);
    timer = undefined;
    acked = account.written;
    send(encodeFrame(FrameType.inputAck, account.written));
  }

  return {
    received: () => account.received,
    take(offset, bytes) {
      const fresh = ledger.accept(account, offset, bytes);
      if (!fresh || account.received - account.written > MAX_WAITING) return false;
      onInput(fresh.length);
      shell.pty.write(Uint8Array.from(fresh), () => {
        account.written += fresh.length;
        if (account.written - acked >= ACK_BYTES) ack();
        else timer ??= setTimeout(ack, ACK_DELAY);
      });
      return true;
    },
    stop: () => clearTimeout(timer),
  };
}
