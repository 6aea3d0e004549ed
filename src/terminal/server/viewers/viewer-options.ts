import type { Size } from '../../sizing.ts';
import type { Shell } from '../shell.ts';
import type { createInputLedger } from './input-ledger.ts';

/** What a viewer needs of its socket. */
export interface ViewerSocket {
  send(frame: Uint8Array): void;
  buffered(): number;
  close(code: number, reason: string): void;
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
