import { randomBytes } from 'node:crypto';
import type { PromptState, ShellExit } from '../messages.ts';
import type { Size } from '../sizing.ts';
import { createEscapeScan } from './escape-scan.ts';
import { createHistory, type History } from './history.ts';
import { killTree } from './kill-tree.ts';
import { createPrompt, type Prompt } from './prompt.ts';
import { openPty, type Pty } from './pty.ts';
import { chooseShell, type ShellName } from './shells/choose-shell.ts';

/** A shell with all it printed. */
export interface Shell {
  /** Absent where another program was started in its place. */
  readonly name: ShellName | undefined;
  readonly pty: Pty;
  readonly history: History;
  readonly prompt: Prompt;
  /** Ends the shell and everything started from it; resolves with the pids that could not be ended. */
  end(): Promise<number[]>;
}

export interface ShellOptions {
  id: string;
  cwd: string;
  env: Record<string, string>;
  size: Size;
  /** What a short prompt calls the folder; without it the shell keeps the prompt it has. */
  place?: string | undefined;
  /** Program and arguments; by default the learner's shell with the prompt marks. */
  command?: { file: string; args: string[] };
  /** New output is in the history. */
  onOutput: (bytes: number) => void;
  onPrompt: (state: PromptState) => void;
  /** The shell has ended and the history has all its output. */
  onEnd: (exit: ShellExit) => void;
}

/** How long children may go on printing after their shell has ended. */
const LINGER = 300;

/** Starts a shell on a pseudoterminal and follows its output. */
export function openShell(options: ShellOptions): Shell {
  const secret = randomBytes(16).toString('hex');
  const history = createHistory(options.size.cols, options.size.rows);
  const prompt = createPrompt(secret, options.onPrompt);
  const scan = createEscapeScan({ mode: history.mode, reset: history.reset, mark: prompt.mark });
  const chosen = options.command ? undefined : chooseShell(options.env);
  const { file, args } = options.command ?? chosen!;
  let ending: Promise<number[]> | undefined;
  let ended = false;

  const pty = openPty({
    file,
    args,
    cwd: options.cwd,
    env: {
      ...options.env,
      ...chosen?.env,
      SPANWISE_PROMPT_SECRET: secret,
      ...(options.place && { SPANWISE_PROMPT_NAME: options.place }),
    },
    ...options.size,
    onData(bytes) {
      history.append(bytes);
      scan(bytes);
      options.onOutput(bytes.length);
    },
    onExit() {
      prompt.exited();
      // Children in the background may hold the terminal open for ever; they end with their shell.
      setTimeout(() => {
        if (!ended) void end();
      }, LINGER).unref();
    },
    onEnd(exit) {
      ended = true;
      void end();
      options.onEnd(exit);
    },
  });

  function end(): Promise<number[]> {
    ending ??= killTree(pty.pid, options.id);
    return ending;
  }

  return { name: chosen?.name, pty, history, prompt, end };
}
