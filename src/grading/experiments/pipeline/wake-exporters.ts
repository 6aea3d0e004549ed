import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { countersGrowth, totalOf } from '#telemetry/clients/collector-counters.ts';
import { newProbe } from '../checkout/probes/probe.ts';
import { sendFirst } from '../checkout/probes/send.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { untilReached } from '../until-reached.ts';
import { complaintsIn } from './complaints-in.ts';
import { countersOf } from './counters-of.ts';

/**
 * How often a checkout is sent while a service does not reach the Collector. On a
 * cluster a Collector that was just replaced is ready before every pod reaches it; a receiver at another port looks the
 * same, and stays so. Processes of this machine reach it at once, and may find a connection that its end cut off.
 */
const ATTEMPTS: Record<Runtime['name'], number> = { local: 2, kind: 4 };

/** Spans that a checkout leaves when all four services send them. */
const SPANS = 10;
/** After spans were refused, an exporter tries again after pauses that grow; the longest measured was 9.5 s. Milliseconds. */
const LONGEST_PAUSE = 11_000;
const LOOK_EVERY = 80;

interface Waking {
  runtime: Runtime;
  /** Every line since the attempt began. */
  lines: readonly LogLine[];
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/**
 * Sends a checkout that nobody judges until its spans have come to the Collector, or somebody has said why they do not. A
 * service whose spans the Collector refused before is in a pause, and would send those that count too late.
 */
export async function wakeExporters(waking: Waking): Promise<void> {
  const { runtime, lines, progress, signal } = waking;
  const attempt = async () => {
    const before = lines.length;
    await wakeOnce(waking);
    const unreached = collectorUnreached(lines.slice(before), runtime.endpoints().servicesOtlp);
    return { ...(unreached && { unreached }) };
  };
  await untilReached(attempt, { progress, signal, attempts: ATTEMPTS[runtime.name] });
}

async function wakeOnce({ runtime, lines, signal }: Waking): Promise<void> {
  const [from, before] = [lines.length, await countersOf(runtime, signal)];
  await sendFirst(runtime.endpoints(), newProbe(), signal);
  const until = performance.now() + LONGEST_PAUSE;
  const arrived = async () => {
    const now = await countersOf(runtime, signal);
    if (!before || !now) return false;
    const { accepted, refused } = countersGrowth(before, now);
    return totalOf(accepted) >= SPANS || totalOf(refused) > 0;
  };
  const explained = () => {
    const since = lines.slice(from);
    return Object.keys(exportErrorsIn(since)).length > 0 || complaintsIn(since).length > 0;
  };
  while (performance.now() < until && !(await arrived()) && !explained())
    await wait(LOOK_EVERY, undefined, { signal });
  // Two batches of services that are not in step: by then every exporter has made its connection, or complained.
  await wait(2 * runtime.exportDelay, undefined, { signal });
}
