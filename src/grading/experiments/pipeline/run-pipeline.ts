import { setTimeout as wait } from 'node:timers/promises';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import {
  type CollectorCounters,
  collectorCounters,
  countersGrowth,
  totalOf,
} from '#telemetry/clients/collector-counters.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { planProbes } from '../checkout/probes/plan-probes.ts';
import { sendPlanned } from '../checkout/probes/send.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { type SettleLimits, settleLimits } from '../checkout/settle/settle-limits.ts';
import { complaintsIn } from './complaints-in.ts';
import { type PipelineSeen, type SentCheckout, servicesStored } from './pipeline-seen.ts';

interface Run {
  runtime: Runtime;
  /** The Collector's configuration in the workspace. */
  file: string;
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/**
 * How often checkouts are sent while a service does not reach the Collector, and the wait between: milliseconds. On a
 * cluster a Collector that was just replaced is ready before every pod reaches it; a receiver at another port looks the
 * same, and stays so. Processes of this machine reach it at once, and may find a connection that its end cut off.
 */
const ATTEMPTS: Record<Runtime['name'], number> = { local: 2, kind: 4 };
const BETWEEN_ATTEMPTS = 1000;

/** Sends a few checkouts and waits until what the Collector makes of their spans has settled. */
export async function runPipeline(run: Run): Promise<PipelineSeen> {
  const { runtime, progress, signal } = run;
  for (let attempt = 1; ; attempt += 1) {
    const { seen, isUnreached } = await runOnce(run);
    if (!isUnreached || attempt >= ATTEMPTS[runtime.name]) return seen;
    progress('A service could not reach the Collector; once more in a second');
    await wait(BETWEEN_ATTEMPTS, undefined, { signal });
  }
}

/** An ordinary checkout, one whose book is slow to look up, one slow to order, one with a tracestate, one declined. */
const SENT = 5;

async function runOnce({ runtime, file, progress, signal }: Run) {
  const endpoints = runtime.endpoints();
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending checkouts, each with a trace id of its own');
    const before = await countersOf(runtime, signal);
    const sent = await Promise.all(
      planProbes()
        .checkouts.slice(0, SENT)
        .map(async (planned): Promise<SentCheckout> => {
          const { label, probe } = planned;
          return { label, probe, answer: await sendPlanned(endpoints, planned, signal), spans: [] };
        }),
    );
    progress('Waiting until the Collector has done with their spans');
    const counted = async () => {
      const now = await countersOf(runtime, signal);
      return before && now ? countersGrowth(before, now) : undefined;
    };
    const settled = await settle({ runtime, sent, lines, counted, signal });
    const graph = await runtime.collectorGraph(signal);
    const ends = { ...settled, ...(graph && { graph }), exportErrors: exportErrorsIn(lines), file };
    const seen: PipelineSeen = { ...ends, complaints: complaintsIn(lines) };
    return { seen, isUnreached: collectorUnreached(lines, endpoints.servicesOtlp) !== undefined };
  } finally {
    listening.abort();
  }
}

interface Settling {
  runtime: Runtime;
  sent: readonly SentCheckout[];
  lines: readonly LogLine[];
  counted: () => Promise<CollectorCounters | undefined>;
  signal: AbortSignal;
}

/** Looks again and again until every trace is there, or neither Tempo nor the Collector has any news. */
async function settle({ runtime, sent, lines, counted, signal }: Settling) {
  const limits = settleLimits(runtime.exportDelay);
  const tempo = tempoAt(runtime.endpoints().tempo);
  const began = performance.now();
  let checkouts = sent;
  let lastNews = began;
  let known = '';
  for (;;) {
    const [now, ...traces] = await Promise.all([
      counted(),
      ...checkouts.map(async (one): Promise<SentCheckout> => {
        const found = await tempo.byId(one.probe.traceId, signal);
        return found.ok && found.value.length >= one.spans.length ? { ...one, spans: found.value } : one;
      }),
    ]);
    checkouts = traces;
    const news = JSON.stringify([now && countsThatTell(now), traces.map(({ spans }) => spans.length)]);
    if (news !== known) lastNews = performance.now();
    known = news;
    const quietFor = performance.now() - lastNews;
    const waited = performance.now() - began;
    const ended = { checkouts, ...(now && { counted: now }) };
    if (quietFor >= quietNeeded({ checkouts, counted: now, lines, limits }))
      return { ...ended, settled: true };
    if (waited >= limits.deadline) return { ...ended, settled: quietFor >= limits.quiet };
    await wait(limits.lookEvery, undefined, { signal });
  }
}

/** The Collector counts the check's own look at its metrics too; these tell of spans. */
function countsThatTell({ accepted, refused, sent, failed, waiting }: CollectorCounters): number[] {
  return [accepted, refused, sent, failed, waiting].map((counts) => totalOf(counts));
}

interface Quiet {
  checkouts: readonly SentCheckout[];
  counted: CollectorCounters | undefined;
  lines: readonly LogLine[];
  limits: SettleLimits;
}

/** Milliseconds without news after which nothing more is waited for. */
function quietNeeded({ checkouts, counted, lines, limits }: Quiet): number {
  if (checkouts.every(isWhole)) return limits.quiet;
  // Where no span came to the Collector and no exporter complains, spans may only be late.
  const nothingYet = counted === undefined || totalOf(counted.accepted) === 0;
  return nothingYet && Object.keys(exportErrorsIn(lines)).length === 0 ? limits.late : limits.giveUp;
}

function isWhole(checkout: SentCheckout): boolean {
  const stored = servicesStored(checkout);
  return SERVICES.every((service) => stored.includes(service));
}

async function countersOf(runtime: Runtime, signal: AbortSignal): Promise<CollectorCounters | undefined> {
  const answer = await collectorCounters(runtime.endpoints().collectorMetrics, signal);
  return answer.ok ? answer.value : undefined;
}
