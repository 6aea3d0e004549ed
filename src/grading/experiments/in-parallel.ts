/** Does something for each item, so many at a time, beginning in their order. Without a limit hundreds of requests would measure each other. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const ahead = items.values();
  const workOff = async () => {
    for (const item of ahead) await job(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, workOff));
}
