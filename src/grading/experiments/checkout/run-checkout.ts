import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { collectorCounts, growth } from '#telemetry/clients/collector-metrics.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { newProbe, parentSpanOf } from './probes/probe.ts';
import type { Observation, Probes } from './probes/probe-result.ts';
import { sendFirst, sendProbes } from './probes/send.ts';
import { settleCheckout } from './settle/settle-checkout.ts';
import { settleLimits } from './settle/settle-limits.ts';
import { createTraceFetcher } from './settle/trace-fetcher.ts';

interface Run {
  runtime: Runtime;
  /** Whether to look for database calls of the same time that are in none of the attempt's traces; takes another 1.5 s. */
  detachedRoots?: boolean;
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/**
 * How often the probes are sent while a service does not reach the Collector, and the wait between: milliseconds. On a
 * cluster the address of a Collector that was just replaced works on every node about half a second after its pod is
 * ready, so the second attempt is nearly always enough. Four attempts give a busy node more than three seconds.
 */
const ATTEMPTS = 4;
const BETWEEN_ATTEMPTS = 1000;

/** Sends the requests of an attempt and waits until what they left behind has settled. */
export async function runCheckout(run: Run): Promise<Observation> {
  const { progress, signal } = run;
  let observation = await runOnce(run);
  for (let attempts = 1; observation.unreached && attempts < ATTEMPTS; attempts += 1) {
    progress('A service could not reach the Collector; once more in a second');
    await wait(BETWEEN_ATTEMPTS, undefined, { signal });
    observation = await runOnce(run);
  }
  return observation;
}

async function runOnce({ runtime, detachedRoots, progress, signal }: Run): Promise<Observation> {
  const endpoints = runtime.endpoints();
  const probes = { checkout: newProbe(), orders: newProbe(), catalog: newProbe() };
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout with a trace id of its own');
    await sendFirst(endpoints, newProbe(), signal);
    const before = await collectorCounts(endpoints.collectorMetrics, signal);
    const [answers] = await Promise.all([
      sendProbes(endpoints, probes, signal),
      exportSpans(endpoints.otlpHttp, parentSpansOf(probes), signal),
    ]);
    progress('Waiting for the spans');
    const fetcher = createTraceFetcher(tempoAt(endpoints.tempo), Object.values(probes));
    const limits = settleLimits(runtime.exportDelay);
    const settled = await settleCheckout({ limits, fetcher, probes, answers, lines, signal });
    const after = await collectorCounts(endpoints.collectorMetrics, signal);
    const collector = before.ok && after.ok ? growth(before.value, after.value) : undefined;
    const unreached = collectorUnreached(lines, endpoints.servicesOtlp);
    const seen = { ...settled, ...(collector && { collector }), ...(unreached && { unreached }) };
    if (!detachedRoots) return { ...seen, detachedRoots: [] };
    await wait(limits.searchLag, undefined, { signal });
    return { ...seen, detachedRoots: await fetcher.detachedRoots(answers.checkout.sent, signal) };
  } finally {
    listening.abort();
  }
}

function parentSpansOf({ checkout, orders, catalog }: Probes) {
  const now = Date.now();
  return [
    parentSpanOf(checkout, 'check: checkout', now),
    parentSpanOf(orders, 'check: straight to orders', now),
    parentSpanOf(catalog, 'check: straight to catalog', now),
  ];
}
