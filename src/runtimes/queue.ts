/** Runs jobs one after the other. */
export type Queue = <T>(job: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Makes a queue; a job whose signal aborts while it waits is not run. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const run = last.then(() => {
      signal?.throwIfAborted();
      return job();
    });
    last = run.catch(() => undefined);
    return run;
  };
}
