/**
 * A terminal that the server owns: a shell, its output, and any number of clients that come and go.
 *
 * A server makes sessions with the registry in sessions.ts, and gives each authenticated websocket on
 * `/api/terminals/:id/socket` to `serveSocket(ws, session)` of viewers/socket.ts. Click-to-run calls
 * `session.run(text)` with text the server looked up itself, never with text from the browser.
 */

import type { CommandMessage, PromptState, ShellExit } from '../messages.ts';
import { clampSize, createSizing, type Size } from '../sizing.ts';
import { collectOutput } from './collect-output.ts';
import { type RunOutcome, runAtPrompt } from './run.ts';
import { openShell, type Shell, type ShellOptions } from './shell.ts';
import { createInputLedger } from './viewers/input-ledger.ts';
import { createOutputFlow } from './viewers/output-flow.ts';
import { createViewer, type Viewer } from './viewers/viewer.ts';
import { createViewerGroup } from './viewers/viewer-group.ts';
import type { ViewerSocket } from './viewers/viewer-options.ts';

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

/** What a session is opened with. */
export interface SessionOptions extends Pick<ShellOptions, 'id' | 'cwd' | 'env' | 'command'> {
  name: string;
  place?: string | undefined;
  size?: Size;
  onExit?: (exit: ShellExit) => void;
}

const DEFAULT_SIZE: Size = { cols: 80, rows: 24 };

/** Starts a shell and serves it. */
export function createTerminalSession(options: SessionOptions): TerminalSession {
  const ledger = createInputLedger();
  let exit: ShellExit | undefined;

  const sizing = createSizing(clampSize(options.size ?? DEFAULT_SIZE) ?? DEFAULT_SIZE, (size) => {
    shell.pty.resize(size.cols, size.rows);
    shell.history.resize(size.cols, size.rows);
    viewers.announceSize();
  });
  const flow = createOutputFlow(() => shell);
  const viewers = createViewerGroup(sizing, flow);
  const output = collectOutput(viewers.flush);
  const shell = openShell({
    ...options,
    size: sizing.size,
    onOutput(bytes) {
      output.added(bytes);
      flow.pace();
    },
    onPrompt: (state) => viewers.notify({ type: 'prompt', state }),
    onEnd(ended) {
      exit = ended;
      output.flush();
      viewers.notify({ type: 'exit', offset: shell.history.ring.head, ...ended });
      options.onExit?.(ended);
    },
  });

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
      viewers.replace(message.client);
      const viewer = createViewer({
        socket,
        client: message.client,
        size,
        shell,
        ledger,
        base: message.input,
        sizeNow: () => sizing.size,
        onInput(bytes) {
          output.typed();
          viewers.own(viewer);
          if (bytes > 0) shell.prompt.input();
        },
        onAck: flow.pace,
        onResize: () => viewers.own(viewer),
        onLeave: (lost) => viewers.leave(viewer, lost),
      });
      viewers.add(viewer);
      void viewer.begin(message.offset, () => exit);
      flow.pace();
      return viewer;
    },
    run: (text, signal) => runInShell(shell, text, signal),
    async close() {
      output.stop();
      flow.release();
      sizing.stop();
      viewers.dismiss();
      await shell.end();
      shell.pty.hangUp();
    },
  };
}

function runInShell(shell: Shell, text: string, signal?: AbortSignal): Promise<RunOutcome> {
  return runAtPrompt({
    text,
    signal,
    prompt: shell.prompt,
    shell: shell.name,
    bracketed: () => shell.history.modes.get(2004) === true,
    queued: () => shell.pty.queued,
    write: (keys) => shell.pty.write(Buffer.from(keys)),
  });
}
