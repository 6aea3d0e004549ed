import { type EndReason, onEndAsked } from '#runtimes/process/on-end-asked.ts';

/**
 * Milliseconds in which further signals are the same wish: of one Ctrl-C the terminal, npm and the bootstrap each bring
 * one, and on a busy machine not in the same moment.
 */
const SAME_WISH = 2000;

/** Resolves when this process is asked to end, with the reason. A second wish calls `onSecond`. */
export function untilEnded(
  onSecond: () => void,
  { listen = onEndAsked, now = () => performance.now() } = {},
): Promise<EndReason> {
  return new Promise((resolve) => {
    let first: number | undefined;
    listen((reason) => {
      if (first === undefined) {
        first = now();
        resolve(reason);
      } else if (now() - first > SAME_WISH) onSecond();
    });
  });
}
