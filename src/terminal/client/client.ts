/**
 * The page's end of a terminal. Give it an xterm `Terminal` (created with `allowProposedApi: true`) and the
 * websocket's address; it connects, draws, types, and comes back by itself after any interruption.
 *
 *   const client = connectTerminal({ emulator, url, exists, onState, … });
 *   element.addEventListener('paste', …, { capture: true })  → client.paste(text)
 *   after fit, for the learner's own size                    → client.resize(cols, rows)
 *   page visible or online again                             → client.retry()
 *
 * Do not forward xterm's own `onData` or `onResize`, and keep its default paste from happening.
 */

import type { CommandMessage, Notice } from '../messages.ts';
import { decodeFrame, encodeFrame, type Frame, FrameType } from '../protocol.ts';
import { clampSize, type Size } from '../sizing.ts';
import type { ClientState, SharedSize, ShellState } from './client-state.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import type { Emulator } from './emulator.ts';
import { type Paste, preparePaste } from './paste.ts';
import { createPlaceSize } from './place-size.ts';
import { createScreen, type Screen } from './screen.ts';
import { createTypedInput, type TypedInput } from './typed-input.ts';

/** What a page gives to a terminal's client. */
export interface ClientOptions
  extends Pick<ConnectionOptions, 'url' | 'open' | 'times' | 'exists' | 'onState'> {
  emulator: Emulator;
  onPrompt?: (state: ShellState) => void;
  /** The terminal's size, and whether it is this client's own: that of the window used last counts for all. */
  onSize?: (size: SharedSize) => void;
  /** Asks the learner before several lines are typed into a program that would take each as entered. */
  confirmPaste?: (paste: Paste) => boolean | Promise<boolean>;
}

/** The page's end of one terminal. */
export interface TerminalClient {
  /** Types the text of a paste; false when it was declined or is too large. */
  paste(text: string): Promise<boolean>;
  /** Types text as if by keyboard. */
  type(text: string): void;
  resize(cols: number, rows: number): void;
  /** Tries again at once instead of at the end of the waiting time. */
  retry(): void;
  /** Leaves the terminal running on the server. */
  close(): void;
}

/** Characters of a paste at most, and bytes that may wait to be sent before another is refused: the page keeps both in memory. */
const LARGEST_PASTE = 8 * 1024 * 1024;

/** Connects an emulator to a terminal of the server. */
export function connectTerminal(options: ClientOptions): TerminalClient {
  const { emulator } = options;
  const client = randomId();
  const place = createPlaceSize(emulator, (size) => connection.send(resizeFrame(size)));
  let ready = false;
  let ended = false;

  const screen = createScreen(
    emulator,
    (offset) => connection.send(encodeFrame(FrameType.ack, offset)),
    ({ code, signal }) => end({ state: 'ended', why: 'exit', code, signal }),
    options.onSize,
  );
  const input = createTypedInput(emulator, screen.ignores, (frame) => connection.send(frame));
  const attach = () => connection.send(attachFrame(client, screen, input, place.forAttach()));
  options.onState({ state: 'connecting' });
  const connection = openConnection({
    ...options,
    // What was received before must be drawn first, so that the credit counts from what is really done.
    onOpen: (isCurrent) => screen.drained(() => isCurrent() && attach()),
    onBytes: receive,
    onLost: suspend,
    onState: (state) => (state.state === 'ended' ? end(state) : options.onState(state)),
  });

  function receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame?.type === FrameType.notice)
      notice(JSON.parse(new TextDecoder().decode(frame.payload)) as Notice);
    else if (frame && !takeFrame(frame, screen, input)) connection.restart();
  }

  function notice(message: Notice): void {
    if (message.type === 'attached') attached(message);
    else if (message.type === 'prompt') options.onPrompt?.(message.state);
    else if (message.type === 'size') screen.sized(message);
    else if (message.type === 'exit') screen.exited(message);
  }

  function attached(message: Extract<Notice, { type: 'attached' }>): void {
    connection.accepted();
    screen.attached(message);
    ready = input.resumeAt(message.input);
    if (!ready) end(LOST_INPUT);
    else options.onState({ state: 'open' });
    input.flush();
    if (ready) place.attached();
  }

  function suspend(): void {
    ready = false;
    input.suspend();
    screen.suspend();
  }

  function end(state: ClientState): void {
    if (ended) return;
    close();
    options.onState(state);
  }

  function close(): void {
    ended = true;
    suspend();
    input.stop();
    screen.stop();
    connection.close();
  }

  function resize(cols: number, rows: number): void {
    const wish = clampSize({ cols, rows });
    if (!wish) return;
    screen.resize(wish);
    place.take(wish, ready);
  }

  const paste = (text: string) => pasteInto(options, input, text);
  return { paste, type: input.type, resize, retry: connection.retry, close };
}

/** Takes in a frame that is no notice; false where bytes before it are missing. */
function takeFrame({ type, offset, payload }: Frame, screen: Screen, input: TypedInput): boolean {
  if (type === FrameType.output) return screen.output(offset, payload);
  if (type === FrameType.snapshot) screen.snapshot(offset, payload);
  if (type === FrameType.inputAck) input.acked(offset);
  return true;
}

function attachFrame(client: string, screen: Screen, input: TypedInput, size: Size): Uint8Array<ArrayBuffer> {
  const { received: offset } = screen;
  return commandFrame({ type: 'attach', version: 1, client, offset, input: input.base, ...size });
}

const LOST_INPUT: ClientState = {
  state: 'ended',
  why: 'refused',
  message: 'The server lost track of what was typed here.',
};

async function pasteInto(options: ClientOptions, input: TypedInput, text: string): Promise<boolean> {
  if (text.length > LARGEST_PASTE || input.size > LARGEST_PASTE) return false;
  const paste = preparePaste(text, options.emulator.modes.bracketedPasteMode);
  if (paste.ask && !(await options.confirmPaste?.(paste))) return false;
  input.type(paste.text);
  return true;
}

function resizeFrame({ cols, rows }: Size): Uint8Array<ArrayBuffer> {
  return commandFrame({ type: 'resize', cols, rows });
}

function commandFrame(message: CommandMessage): Uint8Array<ArrayBuffer> {
  return encodeFrame(FrameType.command, 0, new TextEncoder().encode(JSON.stringify(message)));
}

/** 128 random bits: nobody else's input can be taken for this client's. */
function randomId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
