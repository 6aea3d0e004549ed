import type { Notice, ShellExit } from '../messages.ts';
import { encodeFrame, FrameType } from '../protocol.ts';
import { clampSize, type Size } from '../sizing.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import type { createInputLedger } from './input-ledger.ts';
import type { Shell } from './shell.ts';
import { takeSnapshot } from './snapshot.ts';

/** What a viewer needs of its socket. */
export interface ViewerSocket {
  send(frame: Uint8Array): void;
  buffered(): number;
  close(code: number, reason: string): void;
}

/** One connected client of a session. */
export interface Viewer {
  readonly client: string;
  readonly size: Size;
  readonly delivery: Delivery;
  begin(offset: number | null, exit: () => ShellExit | undefined): Promise<void>;
  notify(notice: Notice): void;
  /** These return false when the client breaks the protocol. */
  input(offset: number, bytes: Uint8Array): boolean;
  ack(offset: number): boolean;
  resize(size: Size): boolean;
  /** The socket is gone; `lost` when it was not closed on purpose. */
  leave(lost: boolean): void;
  /** The same client came back on another socket. */
  replace(): void;
  /** The session is closed. */
  dismiss(): void;
}

/** Input received but not taken by the terminal, at most: an honest client waits for acks before. */
const MOST_WAITING = 1024 * 1024;
const ACK_DELAY = 20;
const ACK_BYTES = 16 * 1024;

/** Connects one socket to a shell. */
export function createViewer(options: {
  socket: ViewerSocket;
  client: string;
  size: Size;
  shell: Shell;
  ledger: ReturnType<typeof createInputLedger>;
  /** Where the input begins that the client still has. */
  base: number;
  sizeNow: () => Size;
  onInput: (bytes: number) => void;
  onAck: () => void;
  onResize: () => void;
  onLeave: (lost: boolean) => void;
}): Viewer {
  const { socket, shell, ledger } = options;
  const { ring } = shell.history;
  const account = ledger.open(options.client, options.base);
  let size = options.size;
  let gone = false;
  let inputAcked = account.written;
  let ackTimer: NodeJS.Timeout | undefined;

  const send = (frame: Uint8Array) => {
    if (!gone) socket.send(frame);
  };
  const notify = (notice: Notice) =>
    send(encodeFrame(FrameType.notice, 0, new TextEncoder().encode(JSON.stringify(notice))));
  const delivery = createDelivery({ ring, send, buffered: socket.buffered, onLost: () => void redraw() });

  /** Sends the screen in place of output that is no longer kept, and goes on from there. */
  async function redraw(): Promise<void> {
    for (;;) {
      const snapshot = await takeSnapshot(shell.history.view(), shell.history.modes);
      if (gone) return;
      if (snapshot.offset < ring.tail) continue;
      const { offset, bytes } = snapshot;
      notify({ ...attached(), mode: 'snapshot', offset, until: offset });
      send(encodeFrame(FrameType.snapshot, offset, bytes));
      delivery.start(offset);
      delivery.flush();
      options.onAck();
      if (ring.tail > 0 && shell.history.modes.get(1049)) askRedraw();
      return;
    }
  }

  /** A full-screen program draws only what changes: what it drew long ago is lost unless it draws all again. */
  function askRedraw(): void {
    const { cols, rows } = options.sizeNow();
    shell.pty.resize(cols, rows > 1 ? rows - 1 : 2);
    shell.pty.resize(cols, rows);
  }

  function attached() {
    return { type: 'attached', version: 1, input: account.received, ...options.sizeNow() } as const;
  }

  function ackInput(): void {
    clearTimeout(ackTimer);
    ackTimer = undefined;
    inputAcked = account.written;
    send(encodeFrame(FrameType.inputAck, account.written));
  }

  function leave(lost: boolean): void {
    if (gone) return;
    gone = true;
    clearTimeout(ackTimer);
    options.onLeave(lost);
  }

  return {
    client: options.client,
    get size() {
      return size;
    },
    delivery,
    async begin(offset, exit) {
      delivery.start(offset ?? ring.head);
      if (offset !== null && offset >= ring.tail) {
        notify({ ...attached(), mode: 'resume', offset, until: ring.head });
        delivery.flush();
      } else {
        delivery.stop();
        await redraw();
      }
      notify({ type: 'prompt', state: shell.prompt.state });
      const ended = exit();
      if (ended) notify({ type: 'exit', offset: ring.head, ...ended });
    },
    notify,
    input(offset, bytes) {
      const fresh = ledger.accept(account, offset, bytes);
      if (!fresh || account.received - account.written > MOST_WAITING) return false;
      options.onInput(fresh.length);
      shell.pty.write(Uint8Array.from(fresh), () => {
        account.written += fresh.length;
        if (account.written - inputAcked >= ACK_BYTES) ackInput();
        else ackTimer ??= setTimeout(ackInput, ACK_DELAY);
      });
      return true;
    },
    ack(offset) {
      if (!delivery.ack(offset)) return false;
      options.onAck();
      return true;
    },
    resize(wish) {
      const next = clampSize(wish);
      if (!next) return false;
      size = next;
      options.onResize();
      return true;
    },
    leave,
    replace() {
      socket.close(4001, 'This client came back on another connection');
      leave(false);
    },
    dismiss() {
      socket.close(4000, 'The terminal is closed');
      leave(false);
    },
  };
}
