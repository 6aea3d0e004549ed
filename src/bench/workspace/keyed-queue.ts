/** Makes work under one name run one after the other; work under other names goes on beside it. */
export function createKeyedQueue(): <T>(name: string, work: () => Promise<T> | T) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = tails.get(name) ?? Promise.resolve();
    const done = before.then(work);
    tails.set(
      name,
      done.catch(() => {}),
    );
    return done;
  };
}
