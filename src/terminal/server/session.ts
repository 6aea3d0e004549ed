/**
 * A terminal that the server owns: a shell, its output, and any number of clients that come and go.
 *
 * A server makes sessions with the registry in sessions.ts, and gives each authenticated websocket on
 * `/api/terminals/:id/socket` to `serveSocket(ws, session)` of socket.ts. Click-to-run calls
 * `session.run(text)` with text the server looked up itself, never with text from the browser.
 */

import type { CommandMessage, PromptState, ShellExit } from '../messages.ts';
import { clampSize, createSizing, type Size } from '../sizing.ts';
import { HIGH_WATER } from './delivery.ts';
import { createInputLedger } from './input-ledger.ts';
import { type RunOutcome, runAtPrompt } from './run.ts';
import { openShell, type ShellOptions } from './shell.ts';
import { createViewer, type Viewer, type ViewerSocket } from './viewer.ts';

/** A terminal of the server. */
export interface TerminalSession {
  readonly id: string;
  readonly name: string;
  /** The place its shell was opened in, by the name its opener has for it. */
  readonly place: string | undefined;
  readonly pid: number;
  readonly prompt: PromptState;
  /** How the shell ended; undefined while it lives. */
  readonly exit: ShellExit | undefined;
  /** Connects a client; undefined when it asks for what cannot be. */
  attach(socket: ViewerSocket, message: Extract<CommandMessage, { type: 'attach' }>): Viewer | undefined;
  /** Types a command into the shell when it waits at an empty prompt, and otherwise says why not. */
  run(text: string, signal?: AbortSignal): Promise<RunOutcome>;
  /** Ends the shell with all its descendants and disconnects the clients. */
  close(): Promise<void>;
}

export interface SessionOptions extends Pick<ShellOptions, 'id' | 'cwd' | 'env' | 'command'> {
  name: string;
  place?: string | undefined;
  size?: Size;
  onExit?: (exit: ShellExit) => void;
}

const LOW_WATER = 96 * 1024;
/** How long a client that lost its connection still holds the output back, so that it can resume exactly. */
const GRACE = 30_000;
const QUIET = 4;
const COLLECT = 3;
const ECHO = 20;
const BATCH = 64 * 1024;

/** Starts a shell and serves it. */
export function createTerminalSession(options: SessionOptions): TerminalSession {
  const viewers = new Set<Viewer>();
  const ledger = createInputLedger();
  let owner: Viewer | undefined;
  let departed: { client: string; acked: number; timer: NodeJS.Timeout } | undefined;
  let exit: ShellExit | undefined;
  let paused = false;
  let unsent = 0;
  let flushed = 0;
  let typed = 0;
  let timer: NodeJS.Timeout | undefined;

  const sizing = createSizing(
    clampSize(options.size ?? { cols: 80, rows: 24 }) ?? { cols: 80, rows: 24 },
    (size) => {
      shell.pty.resize(size.cols, size.rows);
      shell.history.resize(size.cols, size.rows);
      announceSize();
    },
  );
  const shell = openShell({
    ...options,
    size: sizing.size,
    onOutput(bytes) {
      unsent += bytes;
      const now = performance.now();
      // An answer to a key goes out at once; a stream is collected into large frames.
      if (unsent >= BATCH || (!timer && (now - flushed > QUIET || now - typed < ECHO))) flush();
      else timer ??= setTimeout(flush, COLLECT);
      pace();
    },
    onPrompt(state) {
      for (const viewer of viewers) viewer.notify({ type: 'prompt', state });
    },
    onEnd(ended) {
      exit = ended;
      flush();
      for (const viewer of viewers)
        viewer.notify({ type: 'exit', offset: shell.history.ring.head, ...ended });
      options.onExit?.(ended);
    },
  });

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    unsent = 0;
    flushed = performance.now();
    for (const viewer of viewers) viewer.delivery.flush();
  }

  /** Stops reading when the owner is too far behind, so that nothing has to be dropped. */
  function pace(): void {
    const floor = owner?.delivery.acked ?? departed?.acked;
    const behind = floor === undefined ? 0 : shell.history.ring.head - floor;
    if (!paused && behind >= HIGH_WATER) {
      paused = true;
      shell.pty.pause();
    } else if (paused && behind <= LOW_WATER) {
      paused = false;
      shell.pty.resume();
    }
  }

  function own(viewer: Viewer): void {
    if (owner !== viewer) {
      owner = viewer;
      announceSize();
      pace();
    }
    sizing.set(viewer.size);
  }

  function announceSize(): void {
    for (const viewer of viewers) viewer.notify({ type: 'size', ...sizing.size, owner: viewer === owner });
  }

  function leave(viewer: Viewer, lost: boolean): void {
    if (!viewers.delete(viewer)) return;
    viewer.delivery.stop();
    if (owner === viewer) {
      owner = [...viewers].at(-1);
      if (lost && !owner) hold(viewer);
      if (owner) own(owner);
    }
    pace();
  }

  function hold(viewer: Viewer): void {
    release();
    const end = setTimeout(() => {
      departed = undefined;
      pace();
    }, GRACE).unref();
    departed = { client: viewer.client, acked: viewer.delivery.acked, timer: end };
  }

  function release(): void {
    clearTimeout(departed?.timer);
    departed = undefined;
  }

  return {
    id: options.id,
    name: options.name,
    place: options.place,
    pid: shell.pty.pid,
    get prompt() {
      return shell.prompt.state;
    },
    get exit() {
      return exit;
    },
    attach(socket, message) {
      const size = clampSize(message);
      if (!size || (message.offset ?? 0) > shell.history.ring.head) return undefined;
      for (const old of viewers) {
        if (old.client === message.client) old.replace();
      }
      const viewer = createViewer({
        socket,
        client: message.client,
        size,
        shell,
        ledger,
        base: message.input,
        sizeNow: () => sizing.size,
        onInput(bytes) {
          typed = performance.now();
          own(viewer);
          if (bytes > 0) shell.prompt.input();
        },
        onAck: pace,
        onResize: () => own(viewer),
        onLeave: (lost) => leave(viewer, lost),
      });
      viewers.add(viewer);
      release();
      own(viewer);
      void viewer.begin(message.offset, () => exit);
      pace();
      return viewer;
    },
    run: (text, signal) =>
      runAtPrompt({
        text,
        signal,
        prompt: shell.prompt,
        bracketed: () => shell.history.modes.get(2004) === true,
        queued: () => shell.pty.queued,
        write: (keys) => shell.pty.write(Buffer.from(keys)),
      }),
    async close() {
      clearTimeout(timer);
      release();
      sizing.stop();
      for (const viewer of [...viewers]) viewer.dismiss();
      await shell.end();
      shell.pty.hangUp();
    },
  };
}
