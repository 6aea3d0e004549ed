import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Part } from '#system/part-names.ts';
import { type CollectorCounts, collectorCounts, growth } from '#telemetry/clients/collector-metrics.ts';
import { type Tempo, tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans, type OwnSpan } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { stageOf } from './stages.ts';

/** A stage of the way from a service to Tempo that fails. */
export interface BrokenStage {
  part: 'collector' | 'tempo';
  /** What that part should do and does not. */
  stage: string;
  reason: string;
}

/**
 * How long a control span may take to be found by its trace id: milliseconds. Measured are 17–33 ms; the Collector
 * collects a batch first, and a machine with other work is several times slower. It has to be more than one request's
 * timeout of 2 s, so that an answer which did not come is asked for again before Tempo is blamed.
 */
const TIMEOUT = 2500;
/** Between two looks: about as long as Tempo takes. */
const LOOK_EVERY = 30;
const WITHIN = `within ${TIMEOUT / 1000} s`;

/**
 * Sends spans of our own and waits until Tempo has them; otherwise says which stage fails. Without this, silence of the
 * backend could not be told from silence of a service. A span sent straight to Tempo proves the store. A span sent
 * through the Collector proves the Collector, unless the Collector is among the `exhibits`: what the learner makes it do
 * with a span says nothing of the bench.
 */
export async function controlSpan(
  runtime: Runtime,
  signal: AbortSignal,
  exhibits: readonly Part[] = [],
): Promise<BrokenStage | undefined> {
  const [store, collector] = await Promise.all([
    storeKeeps(runtime, signal),
    exhibits.includes('collector') ? undefined : collectorSends(runtime, signal),
  ]);
  return store ?? collector;
}

async function storeKeeps(runtime: Runtime, signal: AbortSignal): Promise<BrokenStage | undefined> {
  const { tempo, tempoOtlp } = runtime.endpoints();
  const span = ownSpan('check: control of the store');
  const exported = await exportSpans(tempoOtlp, [span], signal, 'Tempo');
  if (!exported.ok)
    return { part: 'tempo', stage: stageOf('tempo', 'stores spans'), reason: exported.problem };
  const found = await look(tempoAt(tempo), span.traceId, signal);
  if (found === true) return undefined;
  if (found) return { part: 'tempo', stage: stageOf('tempo', 'answers'), reason: found };
  const reason = `Tempo took a span and did not show it ${WITHIN}`;
  return { part: 'tempo', stage: stageOf('tempo', 'stores spans'), reason };
}

async function collectorSends(runtime: Runtime, signal: AbortSignal): Promise<BrokenStage | undefined> {
  const endpoints = runtime.endpoints();
  const before = await collectorCounts(endpoints.collectorMetrics, signal);
  const span = ownSpan('check: control of the Collector');
  const exported = await exportSpans(endpoints.otlpHttp, [span], signal);
  if (!exported.ok)
    return { part: 'collector', stage: stageOf('collector', 'accepts spans'), reason: exported.problem };
  const found = await look(tempoAt(endpoints.tempo), span.traceId, signal);
  if (found === true) return undefined;
  if (found) return { part: 'tempo', stage: stageOf('tempo', 'answers'), reason: found };
  const after = await collectorCounts(endpoints.collectorMetrics, signal);
  const counted = before.ok && after.ok ? whyNotSent(growth(before.value, after.value)) : undefined;
  if (counted) return { part: 'collector', ...counted };
  const reason = `the Collector handed a span on, and Tempo did not show it ${WITHIN}`;
  return { part: 'tempo', stage: stageOf('tempo', 'stores spans'), reason };
}

function ownSpan(name: string): OwnSpan {
  const now = Date.now();
  const ids = { traceId: newTraceId(), spanId: newSpanId() };
  return { ...ids, name, startTime: now, endTime: now + 1, attributes: {} };
}

/** True as soon as Tempo shows the trace; otherwise the problem with its last answer, empty where there was none. */
async function look(tempo: Tempo, traceId: string, signal: AbortSignal): Promise<true | string> {
  const until = performance.now() + TIMEOUT;
  let problem = '';
  do {
    const answer = await tempo.byId(traceId, signal);
    if (answer.ok && answer.value.length > 0) return true;
    problem = answer.ok ? '' : answer.problem;
    await wait(LOOK_EVERY, undefined, { signal });
  } while (performance.now() < until);
  return problem;
}

/** What the Collector's own counters say of a span that it took and Tempo does not have. */
function whyNotSent(grown: CollectorCounts): Omit<BrokenStage, 'part'> | undefined {
  if (grown.sent > 0) return undefined;
  if (grown.failed > 0)
    return {
      stage: stageOf('collector', 'sends spans on'),
      reason: 'the Collector could not deliver spans to Tempo',
    };
  if (grown.refused > 0)
    return {
      stage: stageOf('collector', 'accepts spans'),
      reason: 'the Collector refused spans, as it does when short of memory',
    };
  if (grown.sampledOut > 0)
    return {
      stage: stageOf('collector', 'keeps the trace'),
      reason: 'tail sampling dropped the span that Spanwise sent',
    };
  const reason = `the Collector took a span and did not hand it on ${WITHIN}`;
  return { stage: stageOf('collector', 'sends spans on'), reason };
}
