/** Why a command is to end: a signal, or that the process which started it was killed. */
export type EndReason = (typeof END_SIGNALS)[number] | 'starter gone';

/** Ctrl-C, kill, a closed terminal, Ctrl-\. As in scripts/bootstrap/ending.mjs. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** Milliseconds between two looks for the process that started this one: a look costs nothing, and nobody waits for it. */
const LOOK_EVERY = 500;

/**
 * Calls `listener` with every signal that asks this process to end, and once when the bootstrap that started it is gone:
 * a bootstrap that was killed has passed nothing on.
 */
export function onEndAsked(listener: (reason: EndReason) => void): void {
  for (const name of END_SIGNALS) process.on(name, () => listener(name));
  const starter = Number(process.env.SPANWISE_STARTED_BY);
  // It is about this process alone, not about what this process starts.
  delete process.env.SPANWISE_STARTED_BY;
  if (!starter) return;
  const timer = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(timer);
    listener('starter gone');
  }, LOOK_EVERY).unref();
}
