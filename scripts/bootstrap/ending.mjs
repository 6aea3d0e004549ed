import { constants } from 'node:os';

/** The signals that ask for an end: Ctrl-C, kill, a closed terminal, Ctrl-\. */
export const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

// Milliseconds between two looks for the parent process: nobody waits for it, and a look costs nothing.
const LOOK_EVERY = 500;
// Read when the bootstrap starts: a parent that ends while packages are installed is missed as well.
const parent = process.ppid;

/**
 * Calls `listener` once when npm, which runs this process, is gone: npm passes on two of the signals, and none when it
 * is killed. A shell that runs this process may end, as with `nohup … &`, and that asks for nothing. Gives what ends
 * the looking.
 */
export function onNpmGone(listener, env = process.env) {
  if (!env.npm_lifecycle_event) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, LOOK_EVERY);
  return () => clearInterval(timer);
}

/** The exit code of a process that a signal ended, as shells give it. */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}
