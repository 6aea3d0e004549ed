import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../server/bench.ts';

/** Milliseconds. The line is there when the answer is, but for its way through the pipe or from the pod. */
const WITHIN = 1500;
const LOOK_EVERY = 100;

/** The trace that a service began for an order, as its log line names it; undefined where none does so in time. */
export async function findTrace(
  order: string,
  since: number,
  { call, signal }: Pick<Bench, 'call' | 'signal'>,
): Promise<string | undefined> {
  const until = performance.now() + WITHIN;
  for (;;) {
    const path = `/api/parts/storefront/logs?since=${Math.floor(since)}`;
    const answer = await call<{ lines: { text: string }[] }>('GET', path, { signal });
    if (!answer.ok) return undefined;
    const line = answer.body.lines.find(({ text }) => text.includes(order));
    const traceId = /"trace_id":"([0-9a-f]{32})"/.exec(line?.text ?? '')?.[1];
    if (traceId || signal.aborted || performance.now() > until) return traceId;
    await wait(LOOK_EVERY);
  }
}
