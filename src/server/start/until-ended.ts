/** Resolves at the first signal to end, with its name. The second one ends the process at once. */
export function untilEnded(onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first = true;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (!first) return onSecond();
        first = false;
        resolve(name);
      });
    }
  });
}
