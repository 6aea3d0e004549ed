import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import { isAccepted } from '#grading/findings/checkout-fails.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { collectorCounts, growth } from '#telemetry/clients/collector-metrics.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { isComplete } from './complete.ts';
import { newProbe, type Probe, parentSpanOf } from './probe.ts';
import type { KeyedLog, Observation, ProbeResult } from './probe-result.ts';
import { exportErrorsIn, logsOfBook, logsOfOrder } from './read-log.ts';
import { CHECKOUT_BOOK, DIRECT_BOOK, type ProbeAnswer, sendFirst, sendProbes } from './send.ts';
import { createTraceFetcher, patience, type TraceFetcher } from './trace-fetcher.ts';

interface Look {
  runtime: Runtime;
  /** Whether to look for spans that belong to the time of the attempt and to none of its traces; costs a second. */
  detachedRoots?: boolean;
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/** How long after a span is stored a search may still not know it: milliseconds. */
const SEARCH_BEHIND = 1500;
/** Between two looks at Tempo, and between two searches: milliseconds. */
const LOOK_EVERY = 80;
const SEARCH_EVERY = 250;

/** Sends the probes of an attempt and waits until what they left behind has settled. */
export async function observe({ runtime, detachedRoots, progress, signal }: Look): Promise<Observation> {
  const endpoints = runtime.endpoints();
  const probes = { checkout: newProbe(), orders: newProbe(), catalog: newProbe() };
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout with a trace id of its own');
    await sendFirst(endpoints, newProbe(), signal);
    const before = await collectorCounts(endpoints.collectorMetrics, signal);
    const now = Date.now();
    const [answers] = await Promise.all([
      sendProbes(endpoints, probes, signal),
      exportSpans(
        endpoints.otlpHttp,
        [
          parentSpanOf(probes.checkout, 'check: checkout', now),
          parentSpanOf(probes.orders, 'check: straight to orders', now),
          parentSpanOf(probes.catalog, 'check: straight to catalog', now),
        ],
        signal,
      ),
    ]);
    progress('Waiting for the spans');
    const tempo = tempoAt(endpoints.tempo);
    const found = createTraceFetcher(tempo, Object.values(probes));
    const settled = await settle({ runtime, found, probes, answers, lines, signal });
    const after = await collectorCounts(endpoints.collectorMetrics, signal);
    const collector = before.ok && after.ok ? growth(before.value, after.value) : undefined;
    const unreached = collectorUnreached(lines, endpoints.servicesOtlp);
    const seen = { ...settled, ...(collector && { collector }), ...(unreached && { unreached }) };
    if (!detachedRoots) return { ...seen, detachedRoots: [] };
    await wait(SEARCH_BEHIND, undefined, { signal });
    return { ...seen, detachedRoots: await found.detachedRoots(answers.checkout.sent, signal) };
  } finally {
    listening.abort();
  }
}

interface Settling {
  runtime: Runtime;
  found: TraceFetcher;
  probes: { checkout: Probe; orders: Probe; catalog: Probe };
  answers: { checkout: ProbeAnswer; orders: ProbeAnswer; catalog: ProbeAnswer };
  lines: readonly LogLine[];
  signal: AbortSignal;
}

async function settle(settling: Settling): Promise<Omit<Observation, 'detachedRoots'>> {
  const { runtime, found, answers, signal } = settling;
  const { quiet, giveUp, deadline } = patience(runtime);
  const began = performance.now();
  let lastNews = began;
  let lastSearch = began;
  let searchedAt = 0;
  let linesSeen = 0;
  for (;;) {
    const news = await found.fetch(signal);
    const seen = summarize(settling);
    const logs = [seen.checkout, seen.orders, seen.catalog].flatMap((result) => result.logs);
    for (const log of logs) found.follow(log.traceId);
    const now = performance.now();
    if (news || logs.length > linesSeen) lastNews = now;
    linesSeen = logs.length;
    const since = now - lastNews;
    const failed = !isAccepted(answers.checkout.status);
    if (since >= quiet && (failed || isComplete(seen))) return { ...seen, settled: true };
    if (since >= giveUp && searchedAt - lastNews > 1500) return { ...seen, settled: true };
    if (now - began >= deadline) {
      const searchProblem = searchedAt > 0 ? undefined : (found.problem() ?? 'no search was answered');
      return { ...seen, settled: since >= quiet && !searchProblem, searchProblem };
    }
    if (now - lastSearch >= SEARCH_EVERY && now - began >= 1000) {
      lastSearch = now;
      if (await found.search(signal)) searchedAt = performance.now();
    }
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

function summarize({
  probes,
  answers,
  lines,
  found,
}: Settling): Omit<Observation, 'settled' | 'detachedRoots'> {
  const sight = (name: 'checkout' | 'orders' | 'catalog', logs: KeyedLog[]): ProbeResult => {
    const probe = probes[name];
    const ids = [probe.traceId, ...found.tracesWith(probe.orderId), ...logs.map(({ traceId }) => traceId)];
    return { probe, answer: answers[name], spans: found.spansOf(ids), logs };
  };
  return {
    checkout: sight('checkout', [
      ...logsOfOrder(lines, probes.checkout),
      ...logsOfBook(lines, CHECKOUT_BOOK, answers.checkout),
    ]),
    orders: sight('orders', logsOfOrder(lines, probes.orders)),
    catalog: sight('catalog', logsOfBook(lines, DIRECT_BOOK, answers.catalog)),
    exportErrors: exportErrorsIn(lines),
  };
}
