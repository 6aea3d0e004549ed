import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { CheckBench } from '#grading/experiment.ts';
import type { CollectorGraph, LogLine, Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { type CollectorCounters, countersGrowth, totalOf } from '#telemetry/clients/collector-counters.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans, type OwnSpan } from '#telemetry/otlp/export-span.ts';
import { controlSpanOf, newProbe, parentSpanOf } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { countersOf } from '../pipeline/counters-of.ts';
import {
  roomOfBlocking,
  sampledPipelines,
  samplingWait,
  soonestDecision,
} from '../pipeline/tail-samplers.ts';
import { wakeExporters } from '../pipeline/wake-exporters.ts';
import type { CollectorWait } from './decide-traffic.ts';
import type { TrafficGroup } from './group.ts';
import { type PlannedRequest, planTraffic } from './plan-traffic.ts';
import { logsOfRequests } from './request-logs.ts';
import { searchStored } from './search-stored.ts';
import type { Traffic } from './seen.ts';
import { sendTraffic } from './send-traffic.ts';
import { settleTraffic } from './settle-traffic.ts';
import { summarize } from './summarize.ts';
import { trafficLimits } from './traffic-limits.ts';
import { warmUp } from './warm-up.ts';

/** What is sent, and what is waited for. */
export interface TrafficWish {
  groups: readonly TrafficGroup[];
  /** Whether the spans that sampled requests name as their parents are stored, so that their traces have a root. */
  parents: boolean;
  /** Where the Collector decides which traces are kept. */
  collector?: CollectorWait<CollectorCounters>;
  /** Whether the Collector is the learner's work, and may have refused spans before: then a service's exporter is in a pause. */
  wakes: boolean;
}

/** Sends many requests and waits until what they left behind has settled. */
export async function runTraffic(
  { groups, parents, collector: wait, wakes }: TrafficWish,
  { runtime, progress }: Pick<CheckBench, 'runtime' | 'progress'>,
  signal: AbortSignal,
): Promise<Traffic> {
  const endpoints = runtime.endpoints();
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout that nobody judges');
    const graph = wait ? await runtime.collectorGraph(signal) : undefined;
    const sampling = graph && samplingOf(graph);
    if (wakes) await wakeExporters({ runtime, lines, progress, signal });
    const cold = wakes ? undefined : await warmUp(runtime, lines, { progress, signal });
    lines.length = 0;
    const planned = planTraffic(groups);
    const since = Date.now();
    const before = await countersOf(runtime, signal);
    const counted = async () => {
      const total = await countersOf(runtime, signal);
      return before && total ? { grown: countersGrowth(before, total), total } : undefined;
    };
    progress(`Sending ${planned.length} requests`);
    const control = newProbe();
    const answers = await sendTraffic(runtime, planned, signal);
    const own = [controlSpanOf(control, NAME), ...(parents ? parentsOf(answers) : [])];
    const refused = await storeOwn(endpoints.tempoOtlp, own, signal);
    progress('Waiting until every order is paid for');
    const tempo = tempoAt(endpoints.tempo);
    const settled = await settleTraffic({
      ...{ planned, answers, tempo, progress, signal },
      limits: trafficLimits(runtime.exportDelay),
      logs: () => logsOfRequests(lines, planned, answers),
      stored: () => searchStored(runtime, since, signal),
      ...(wait && { collector: { wait, counted, ...sampling } }),
    });
    const stored = await tempo.byId(control.traceId, signal);
    const problem = refused ?? (stored.ok ? settled.problem : stored.problem);
    const collector = (await counted())?.grown;
    const backlog = wait && before && wait.undecided(before);
    const room = graph && roomOfBlocking(graph);
    const unreached = cold ?? collectorUnreached(lines, endpoints.servicesOtlp);
    return {
      ...summarize(planned, answers, settled),
      ...{ settled: settled.settled, decided: settled.decided },
      control: { stored: stored.ok && stored.value.length > 0, ...(problem && { problem }) },
      complaints: complaintsOf(runtime),
      exportErrors: exportErrorsIn(lines),
      ...(collector && { collector }),
      ...(backlog && { backlog }),
      ...(room !== undefined && before && { blocking: { room, metBefore: totalOf(before.met) } }),
      ...(unreached && { unreached }),
      ...sampling,
    };
  } finally {
    listening.abort();
  }
}

const NAME = 'check: one request of many';

function samplingOf(
  graph: CollectorGraph,
): Pick<Traffic, 'samplingWait' | 'soonestDecision' | 'sampledPipelines'> {
  const [wait, soonest] = [samplingWait(graph), soonestDecision(graph)];
  if (wait === undefined || soonest === undefined) return {};
  return {
    ...{ samplingWait: wait, soonestDecision: soonest, sampledPipelines: sampledPipelines(graph).length },
  };
}

/** Of requests that are to be recorded: the parent of one that is not would be the only span of its trace. */
function parentsOf(answers: ReadonlyMap<PlannedRequest, ProbeAnswer>): OwnSpan[] {
  return [...answers]
    .filter(([{ probe }]) => /[13]$/.test(probe.header))
    .map(([{ probe }, answer]) => parentSpanOf(probe, NAME, answer));
}

/** Sends our own spans straight to Tempo; says why it did not take them. */
async function storeOwn(
  tempoOtlp: string,
  spans: readonly OwnSpan[],
  signal: AbortSignal,
): Promise<string | undefined> {
  // A busy machine may take longer than an answer is waited for. A span that is sent twice is stored as the same.
  let problem: string | undefined;
  for (let attempt = 0; attempt < STORE_ATTEMPTS; attempt += 1) {
    const answer = await exportSpans(tempoOtlp, spans, signal, 'Tempo');
    if (answer.ok) return undefined;
    problem = answer.problem;
  }
  return problem;
}

/** At 1.5 s each. A store that takes nothing in that time is said to be broken. */
const STORE_ATTEMPTS = 4;

/** As many as a verdict can show, of each service. */
const COMPLAINTS = 5;

/** What each service that runs now has complained of since it was started. */
function complaintsOf(runtime: Pick<Runtime, 'logs'>): LogLine[] {
  return SERVICES.flatMap((service) => {
    const lines = runtime.logs(service);
    const generation = lines.at(-1)?.generation;
    return lines
      .filter(
        (line) => line.generation === generation && /^(?:WARN|ERROR)/.test(String(line.fields?.level ?? '')),
      )
      .slice(0, COMPLAINTS);
  });
}
