import type { Notice, ShellExit } from '../../messages.ts';
import { encodeFrame, FrameType } from '../../protocol.ts';
import { clampSize, type Size } from '../../sizing.ts';
import type { Shell } from '../shell.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import type { createInputLedger } from './input-ledger.ts';
import { takeSnapshot } from './snapshot.ts';
import { takeInput } from './viewer-input.ts';

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

/** What a viewer is made of, and whom it tells what. */
export interface ViewerOptions {
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
}

/** Connects one socket to a shell. */
export function createViewer(options: ViewerOptions): Viewer {
  const { socket, shell } = options;
  const { ring } = shell.history;
  let size = options.size;
  let gone = false;

  const send = (frame: Uint8Array) => {
    if (!gone) socket.send(frame);
  };
  const notify = (notice: Notice) => send(noticeFrame(notice));
  const input = takeInput(options, send);
  const delivery = createDelivery({ ring, send, buffered: socket.buffered, onLost: () => void redraw() });

  /** Sends the screen in place of output that is no longer kept, and goes on from there. */
  async function redraw(): Promise<void> {
    const snapshot = await newSnapshot(shell, () => gone);
    if (!snapshot) return;
    const { offset, bytes } = snapshot;
    notify({ ...attached(), mode: 'snapshot', offset, until: offset });
    send(encodeFrame(FrameType.snapshot, offset, bytes));
    delivery.start(offset);
    delivery.flush();
    options.onAck();
    if (ring.tail > 0 && shell.history.modes.get(1049)) askRedraw(shell, options.sizeNow());
  }

  function attached() {
    return { type: 'attached', version: 1, input: input.received(), ...options.sizeNow() } as const;
  }

  function leave(lost: boolean): void {
    if (gone) return;
    gone = true;
    input.stop();
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
    input: input.take,
    ack(offset) {
      if (!delivery.ack(offset)) return false;
      options.onAck();
      return true;
    },
    resize(wish) {
      const next = clampSize(wish);
      size = next ?? size;
      if (next) options.onResize();
      return next !== undefined;
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

function noticeFrame(notice: Notice): Uint8Array {
  return encodeFrame(FrameType.notice, 0, new TextEncoder().encode(JSON.stringify(notice)));
}

/** A snapshot that the kept output follows without a gap; undefined once nobody waits for it any more. */
async function newSnapshot(
  { history }: Shell,
  gone: () => boolean,
): Promise<Awaited<ReturnType<typeof takeSnapshot>> | undefined> {
  for (;;) {
    const snapshot = await takeSnapshot(history.view(), history.modes);
    if (gone()) return undefined;
    if (snapshot.offset >= history.ring.tail) return snapshot;
  }
}

/** A full-screen program draws only what changes: what it drew long ago is lost unless it draws all again. */
function askRedraw({ pty }: Shell, { cols, rows }: Size): void {
  pty.resize(cols, rows > 1 ? rows - 1 : 2);
  pty.resize(cols, rows);
}
