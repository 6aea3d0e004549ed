import { createInterface } from 'node:readline';

/** Calls back when Enter is pressed in the terminal, until `signal` aborts. */
export function onEnter(listener: () => void, signal: AbortSignal): void {
  if (!process.stdin.isTTY) return;
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', listener);
  signal.addEventListener('abort', () => lines.close(), { once: true });
}
