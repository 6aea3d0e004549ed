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

import type { CommandMessage, Notice, PromptState } from '../messages.ts';
import { decodeFrame, encodeFrame, FrameType } from '../protocol.ts';
import { clampSize } from '../sizing.ts';
import type { Emulator } from './emulator.ts';
import { type Heartbeat, type HeartbeatTimes, startHeartbeat } from './heartbeat.ts';
import { createInputQueue } from './input-queue.ts';
import { createOutputFeed } from './output-feed.ts';
import { type Paste, preparePaste } from './paste.ts';
import { guardQueries } from './query-guard.ts';

export type ClientState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'not-responding' }
  | { state: 'reconnecting'; attempt: number }
  | { state: 'ended'; why: 'exit'; code: number; signal: number }
  | { state: 'ended'; why: 'closed' | 'gone' | 'replaced' | 'refused'; message?: string };

export interface ClientOptions {
  emulator: Emulator;
  url: string;
  onState: (state: ClientState) => void;
  onPrompt?: (state: PromptState) => void;
  /** Asks the learner before several lines are typed into a program that would take each as entered. */
  confirmPaste?: (paste: Paste) => boolean | Promise<boolean>;
  /** After a failed connection: does the server still have this terminal? */
  exists?: () => Promise<'yes' | 'no' | 'unknown'>;
  times?: HeartbeatTimes;
  /** Makes the websocket; by default the browser's own. */
  open?: (url: string) => WebSocket;
}

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

const ACK_BYTES = 32 * 1024;
const ACK_DELAY = 50;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;
const MOST_REFUSALS = 5;
const LARGEST_PASTE = 8 * 1024 * 1024;

/** Connects an emulator to a terminal of the server. */
export function connectTerminal(options: ClientOptions): TerminalClient {
  const { emulator } = options;
  const id = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const encoder = new TextEncoder();
  const input = createInputQueue();
  const feed = createOutputFeed(emulator, parsed);
  const guard = guardQueries(emulator, () => feed.replaying || !owner);
  let size = { cols: emulator.cols, rows: emulator.rows };
  let owner = true;
  let socket: WebSocket | undefined;
  let ready = false;
  let heartbeat: Heartbeat | undefined;
  let attempt = 0;
  let refusals = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let ackTimer: ReturnType<typeof setTimeout> | undefined;
  let acked = 0;
  let exit: Extract<Notice, { type: 'exit' }> | undefined;
  let ended = false;

  const typing = [
    emulator.onData((text) => {
      if ((feed.replaying || !owner) && guard.isAnswer(text)) return;
      type(encoder.encode(text));
    }),
    emulator.onBinary((text) => type(Uint8Array.from(text, (character) => character.charCodeAt(0)))),
  ];
  options.onState({ state: 'connecting' });
  connect();

  function connect(): void {
    retryTimer = undefined;
    const current = (options.open ?? ((url) => new WebSocket(url)))(options.url);
    let opened = false;
    socket = current;
    current.binaryType = 'arraybuffer';
    current.onopen = () => {
      opened = true;
      heartbeat = startHeartbeat(options.times ?? { deadline: 5000, giveUp: 15_000 }, {
        ask: () => send(encodeFrame(FrameType.ping, 0)),
        silent: () => options.onState({ state: 'not-responding' }),
        back: () => options.onState({ state: 'open' }),
        lost: () => drop(current, opened, 1006, ''),
      });
      // What was received before must be drawn first, so that the credit counts from what is really done.
      feed.drained(() => {
        if (socket !== current) return;
        command({
          type: 'attach',
          version: 1,
          client: id,
          offset: feed.received,
          input: input.base,
          ...size,
        });
      });
    };
    current.onmessage = (event) => {
      if (socket === current) receive(new Uint8Array(event.data as ArrayBuffer));
    };
    current.onclose = (event) => drop(current, opened, event.code, event.reason);
  }

  function receive(bytes: Uint8Array): void {
    heartbeat?.heard();
    const frame = decodeFrame(bytes);
    if (frame?.type === FrameType.output) {
      if (!feed.output(frame.offset, frame.payload)) restart();
    } else if (frame?.type === FrameType.snapshot) {
      feed.snapshot(frame.offset, frame.payload);
    } else if (frame?.type === FrameType.inputAck) {
      input.acked(frame.offset);
      sendInput();
    } else if (frame?.type === FrameType.notice) {
      notice(JSON.parse(new TextDecoder().decode(frame.payload)) as Notice);
    }
  }

  function notice(message: Notice): void {
    if (message.type === 'attached') attached(message);
    else if (message.type === 'prompt') options.onPrompt?.(message.state);
    else if (message.type === 'size') {
      owner = message.owner;
      if (message.cols !== emulator.cols || message.rows !== emulator.rows)
        emulator.resize(message.cols, message.rows);
    } else if (message.type === 'exit') {
      exit = message;
      finish();
    }
  }

  function attached(message: Extract<Notice, { type: 'attached' }>): void {
    attempt = 0;
    refusals = 0;
    acked = message.offset;
    feed.attached(message.offset, message.until);
    if (!input.resumeAt(message.input)) {
      end({ state: 'ended', why: 'refused', message: 'The server lost track of what was typed here.' });
      return;
    }
    ready = true;
    options.onState({ state: 'open' });
    sendInput();
  }

  function parsed(offset: number): void {
    finish();
    if (offset - acked >= ACK_BYTES) ack();
    else ackTimer ??= setTimeout(ack, ACK_DELAY);
  }

  function ack(): void {
    clearTimeout(ackTimer);
    ackTimer = undefined;
    if (!ready || feed.parsed <= acked) return;
    acked = feed.parsed;
    send(encodeFrame(FrameType.ack, acked));
  }

  /** The end is told when everything before it is drawn. */
  function finish(): void {
    if (exit && feed.parsed >= exit.offset)
      end({ state: 'ended', why: 'exit', code: exit.code, signal: exit.signal });
  }

  function type(bytes: Uint8Array): void {
    if (ended) return;
    input.add(bytes);
    sendInput();
  }

  function sendInput(): void {
    if (!ready) return;
    for (let piece = input.next(); piece; piece = input.next()) {
      send(encodeFrame(FrameType.input, piece.offset, piece.bytes));
    }
  }

  function send(bytes: Uint8Array<ArrayBuffer>): void {
    if (socket?.readyState === 1) socket.send(bytes);
  }

  function command(message: CommandMessage): void {
    send(encodeFrame(FrameType.command, 0, encoder.encode(JSON.stringify(message))));
  }

  function restart(): void {
    const current = socket;
    if (current) drop(current, true, 1006, '');
  }

  function drop(current: WebSocket, opened: boolean, code: number, reason: string): void {
    if (socket !== current || ended) return;
    socket = undefined;
    ready = false;
    heartbeat?.stop();
    clearTimeout(ackTimer);
    ackTimer = undefined;
    current.close();
    const refused = code >= 1002 && code <= 1009 && code !== 1005 && code !== 1006;
    if (refused) refusals += 1;
    if (code === 4000) end({ state: 'ended', why: 'closed' });
    else if (code === 4001) end({ state: 'ended', why: 'replaced' });
    else if (refusals >= MOST_REFUSALS) end({ state: 'ended', why: 'refused', message: reason });
    else void wait(opened);
  }

  async function wait(opened: boolean): Promise<void> {
    attempt += 1;
    options.onState({ state: 'reconnecting', attempt });
    const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.75 + Math.random() / 4);
    retryTimer = setTimeout(connect, pause);
    if (opened || !options.exists) return;
    const answer = await options.exists().catch(() => 'unknown');
    if (answer === 'no') end({ state: 'ended', why: 'gone' });
  }

  function end(state: ClientState): void {
    if (ended) return;
    close();
    options.onState(state);
  }

  function close(): void {
    ended = true;
    ready = false;
    clearTimeout(retryTimer);
    clearTimeout(ackTimer);
    heartbeat?.stop();
    for (const listener of typing) listener.dispose();
    guard.dispose();
    socket?.close(1000);
    socket = undefined;
  }

  return {
    async paste(text) {
      if (text.length > LARGEST_PASTE || input.size > LARGEST_PASTE) return false;
      const paste = preparePaste(text, emulator.modes.bracketedPasteMode);
      if (paste.ask && !(await options.confirmPaste?.(paste))) return false;
      type(encoder.encode(paste.text));
      return true;
    },
    type: (text) => type(encoder.encode(text)),
    resize(cols, rows) {
      const wish = clampSize({ cols, rows });
      if (!wish) return;
      size = wish;
      if (size.cols !== emulator.cols || size.rows !== emulator.rows) emulator.resize(size.cols, size.rows);
      if (ready) command({ type: 'resize', ...size });
    },
    retry() {
      if (retryTimer === undefined) return;
      clearTimeout(retryTimer);
      connect();
    },
    close,
  };
}
