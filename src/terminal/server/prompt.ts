import type { PromptState } from '../messages.ts';

/** What the prompt marks of a shell tell about it. */
export interface Prompt {
  readonly state: PromptState;
  /** When the present prompt was drawn, by the monotonic clock. */
  readonly since: number;
  mark(text: string): void;
  input(): void;
  exited(): void;
  /** Calls back with the length of the line at the shell’s next answer to `askLine`; returns a way to stop waiting. */
  onLine(listener: (length: number) => void): () => void;
}

/** The key sequence that makes the shell integration report the length of its line. */
export const askLine = '\x1b[5133~';

/**
 * Follows a shell by its marks: D a command has ended, B the prompt is drawn, C a line was accepted, L the
 * length of the line. B alone proves nothing, because it is drawn again with a half-typed line; any input
 * after it counts as typed. Erring towards `typed` and `busy` is safe: a command is then only refused.
 */
export function createPrompt(secret: string, onChange: (state: PromptState) => void): Prompt {
  let state: PromptState = 'unknown';
  let fresh = false;
  let since = 0;
  const listeners = new Set<(length: number) => void>();

  function become(next: PromptState): void {
    if (state === next || state === 'exited') return;
    state = next;
    onChange(next);
  }

  return {
    get state() {
      return state;
    },
    get since() {
      return since;
    },
    mark(text) {
      const [kind, given, value] = text.split(';');
      if (given !== secret) return;
      if (kind === 'D') fresh = true;
      if (kind === 'C') become('busy');
      if (kind === 'B' && fresh) {
        fresh = false;
        since = performance.now();
        become('empty');
      }
      if (kind === 'L') for (const listener of listeners) listener(Number(value));
    },
    input() {
      if (state === 'empty') become('typed');
    },
    exited: () => become('exited'),
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
