import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { collectorCounts, growth } from '#telemetry/clients/collector-metrics.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { untilReached } from '../until-reached.ts';
import { allProbes, planProbes } from './probes/plan-probes.ts';
import { newProbe } from './probes/probe.ts';
import type { Observation } from './probes/probe-result.ts';
import { sendFirst, sendPlanned, sendRecorded } from './probes/send.ts';
import { settleCheckout } from './settle/settle-checkout.ts';
import { settleLimits } from './settle/settle-limits.ts';
import { createTraceFetcher, type DetachedRoots } from './settle/trace-fetcher.ts';

interface Run {
  runtime: Runtime;
  /** Which traces of the same time to look for that are none of the attempt's; takes another 1.5 s. */
  detachedRoots?: DetachedRoots | undefined;
  /** Books that catalog is asked for besides. */
  books?: readonly string[];
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/** Sends the requests of an attempt and waits until what they left behind has settled. */
export function runCheckout(run: Run): Promise<Observation> {
  return untilReached(() => runOnce(run), run);
}

async function runOnce({ runtime, detachedRoots, books, progress, signal }: Run): Promise<Observation> {
  const endpoints = runtime.endpoints();
  const plan = planProbes(books);
  const all = allProbes(plan);
  const stored = all.filter((planned) => planned !== plan.unsampled);
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending checkouts, each with a trace id of its own');
    const first = newProbe();
    const [before] = await Promise.all([
      collectorCounts(endpoints.collectorMetrics, signal),
      sendFirst(endpoints, first, signal),
    ]);
    const began = Date.now();
    const answers = await Promise.all(
      all.map((planned) =>
        planned === plan.unsampled
          ? sendPlanned(endpoints, planned, signal)
          : sendRecorded(endpoints, planned, `check: ${planned.label}`, signal),
      ),
    );
    progress('Waiting for the spans');
    const fetcher = createTraceFetcher(
      tempoAt(endpoints.tempo),
      stored.map(({ probe }) => probe),
      [plan.unsampled.probe],
    );
    const limits = settleLimits(runtime.exportDelay);
    const byProbe = new Map(all.map(({ probe }, index) => [probe, answers[index]!]));
    const settled = await settleCheckout({ limits, fetcher, plan, answers: byProbe, lines, signal });
    const after = await collectorCounts(endpoints.collectorMetrics, signal);
    const collector = before.ok && after.ok ? growth(before.value, after.value) : undefined;
    const unreached = collectorUnreached(lines, endpoints.servicesOtlp);
    const seen = { ...settled, ...(collector && { collector }), ...(unreached && { unreached }) };
    if (!detachedRoots) return { ...seen, detachedRoots: [] };
    await wait(limits.searchLag, undefined, { signal });
    const wanted = { which: detachedRoots, ...(detachedRoots === 'all' && { earlier: first.traceId }) };
    const roots = await fetcher.detachedRoots(began, signal, wanted);
    return roots.ok
      ? { ...seen, detachedRoots: roots.value }
      : { ...seen, detachedRoots: [], searchProblem: roots.problem };
  } finally {
    listening.abort();
  }
}
