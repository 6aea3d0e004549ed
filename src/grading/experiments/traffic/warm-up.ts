import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { newProbe, ORDER_KEY } from '../checkout/probes/probe.ts';
import type { Unreached } from '../checkout/probes/probe-result.ts';
import { sendFirst } from '../checkout/probes/send.ts';
import { untilReached } from '../until-reached.ts';

/** Milliseconds until a checkout that nobody judges was paid: on a bench that has just been restarted, the first takes longest. */
const PAID_WITHIN = 3000;
const LOOK_EVERY = 50;

/**
 * Sends checkouts that nobody judges until one was paid and no service complains that it does not reach the Collector: what
 * was restarted for this attempt may be ready before requests and spans arrive everywhere.
 */
export async function warmUp(
  runtime: Runtime,
  lines: readonly LogLine[],
  { progress, signal }: { progress: (phase: string) => void; signal: AbortSignal },
): Promise<Unreached | undefined> {
  const attempt = async (): Promise<{ unreached?: Unreached }> => {
    const before = lines.length;
    const probe = newProbe();
    await sendFirst(runtime.endpoints(), probe, signal);
    const isPaid = () =>
      lines
        .slice(before)
        .some(({ part, fields }) => part === 'payments-worker' && fields?.[ORDER_KEY] === probe.orderId);
    const until = performance.now() + PAID_WITHIN;
    while (!isPaid() && performance.now() < until) await wait(LOOK_EVERY, undefined, { signal });
    // Two batches of services that are not in step: by then an exporter has made a connection, or complained.
    await wait(2 * runtime.exportDelay, undefined, { signal });
    const unreached = collectorUnreached(lines.slice(before), runtime.endpoints().servicesOtlp);
    return unreached ? { unreached } : {};
  };
  return (await untilReached(attempt, { progress, signal })).unreached;
}
