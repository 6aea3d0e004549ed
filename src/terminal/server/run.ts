import { setTimeout as sleep } from 'node:timers/promises';
import { askLine, type Prompt } from './prompt.ts';
import type { ShellName } from './shells/choose-shell.ts';

/** Whether a command was sent to a shell, or why not. */
export type RunOutcome = { sent: true } | { sent: false; reason: keyof typeof messages; message: string };

/** Milliseconds in which input typed ahead of the prompt has started its own command. */
const SETTLE = 200;
/** Milliseconds within which a waiting shell tells the length of its line, on a busy machine too. */
const ANSWER = 1000;

const messages = {
  busy: 'The terminal is running something. Wait until it ends, or press Ctrl-C in it, and try again.',
  typed: 'There is already something typed in the terminal. Press Enter or Ctrl-C there, and try again.',
  exited: 'The shell in this terminal has ended. Open another terminal.',
  'unknown-prompt':
    'This shell does not tell when it waits at its prompt, so nothing is typed into it. bash from version 4, zsh and fish tell it, unless their own set-up takes that away. Open another terminal, or copy the command.',
  'other-shell':
    'This line is written for bash and zsh, and this terminal has fish. Type bash in it and paste the line there.',
} as const;

/** What fish does not know: `NAME=value` as a command of its own, loops and conditions, functions, and a command as a file. */
const notForFish = [
  /(^|[;&|(\n])\s*\w+=([^\s;]*|\$\([^)]*\))\s*(;|&&|\n|$)/,
  /[;\n]\s*(do|then)\s/,
  /\w\(\)\s*\{/,
  /<\(/,
];

/**
 * Types a command and Enter into a shell, only when it waits at an empty prompt. The marks must say so, and
 * then the shell itself is asked for the length of its line: its answer comes after everything typed before.
 */
export async function runAtPrompt(options: {
  text: string;
  prompt: Prompt;
  shell: ShellName | undefined;
  /** Whether the shell takes bracketed paste. */
  bracketed: () => boolean;
  /** Input not taken by the terminal yet. */
  queued: () => number;
  write: (text: string) => void;
  signal?: AbortSignal;
}): Promise<RunOutcome> {
  const { text, prompt } = options;
  assertPlain(text);
  if (options.shell === 'fish' && notForFish.some((one) => one.test(text))) return no('other-shell');
  const refusal = refuse(prompt, options.queued);
  if (refusal) return refusal;
  const age = performance.now() - prompt.since;
  if (age < SETTLE) await sleep(SETTLE - age, undefined, { signal: options.signal });

  const again = refuse(prompt, options.queued);
  if (again) return again;
  const length = await lineLength(prompt, () => options.write(askLine), options.signal);
  const last = refuse(prompt, options.queued);
  if (last) return last;
  if (length === undefined) return no('unknown-prompt');
  if (length > 0) return no('typed');
  const bracketed = options.bracketed();
  if (!bracketed && /[\n\t]/.test(text)) return no('unknown-prompt');
  options.write(bracketed ? `\x1b[200~${text}\x1b[201~\r` : `${text}\r`);
  prompt.input();
  return { sent: true };
}

function assertPlain(text: string): void {
  const found = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.exec(text);
  if (found) {
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new Error(
      `The command has the control character U+${code} at ${found.index}; only line feed and tab are allowed. Remove it from the command's text.`,
    );
  }
  if (text.trim() === '') throw new Error('The command is empty. Give it a text to run.');
}

function refuse(prompt: Prompt, queued: () => number): RunOutcome | undefined {
  if (prompt.state === 'unknown') return no('unknown-prompt');
  if (prompt.state !== 'empty') return no(prompt.state);
  return queued() > 0 ? no('busy') : undefined;
}

function no(reason: keyof typeof messages): RunOutcome {
  return { sent: false, reason, message: messages[reason] };
}

async function lineLength(
  prompt: Prompt,
  ask: () => void,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const answer = Promise.withResolvers<number | undefined>();
  const stop = prompt.onLine(answer.resolve);
  const timer = setTimeout(() => answer.resolve(undefined), ANSWER);
  const aborted = () => answer.reject(signal?.reason);
  signal?.addEventListener('abort', aborted, { once: true });
  try {
    ask();
    return await answer.promise;
  } finally {
    stop();
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}
