import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../server/bench.ts';

/** Milliseconds. The line is there when the answer is, but for its way through the pipe or from the pod. */
const WITHIN = 1500;
const LOOK_EVERY = 100;

/** The trace that a service began for an order, as its log line names it; undefined where none does so in time. */
export async function findTrace(
  order: string,
  since: number,
  bench: Pick<Bench, 'call' | 'signal'>,
): Promise<string | undefined> {
  return (await findTraces([order], since, bench)).get(order);
}

/** The traces that a service began for orders, by order, as its log lines name them; those that are named in time. */
export async function findTraces(
  orders: readonly string[],
  since: number,
  { call, signal }: Pick<Bench, 'call' | 'signal'>,
): Promise<Map<string, string>> {
  const until = performance.now() + WITHIN;
  const found = new Map<string, string>();
  for (;;) {
    const path = `/api/parts/storefront/logs?since=${Math.floor(since)}`;
    const answer = await call<{ lines: { text: string }[] }>('GET', path, { signal });
    if (!answer.ok) return found;
    for (const { text } of answer.body.lines) {
      const traceId = /"trace_id":"([0-9a-f]{32})"/.exec(text)?.[1];
      const order = orders.find((one) => text.includes(one));
      if (traceId && order && !found.has(order)) found.set(order, traceId);
    }
    if (found.size === orders.length || signal.aborted || performance.now() > until) return found;
    await wait(LOOK_EVERY);
  }
}
