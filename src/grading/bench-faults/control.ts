import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { type CollectorCounts, collectorCounts, growth } from '#telemetry/clients/collector-metrics.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { newProbe, parentSpanOf } from '../experiments/checkout/probes/probe.ts';
import { stageOf } from './stages.ts';

/** A stage of the way from a service to Tempo that fails. */
export interface BrokenStage {
  part: 'collector' | 'tempo';
  /** What that part should do and does not. */
  stage: string;
  reason: string;
}

/**
 * How long the control span may take to be found by its trace id: milliseconds. Measured are 17–33 ms; the Collector
 * collects a batch first, and a machine with other work is several times slower. It has to be more than one request's
 * timeout of 2 s, so that an answer which did not come is asked for again before Tempo is blamed.
 */
const TIMEOUT = 2500;
/** Between two looks: about as long as Tempo takes. */
const LOOK_EVERY = 30;
const WITHIN = `within ${TIMEOUT / 1000} s`;

/**
 * Sends a span of our own through the Collector and waits until Tempo has it; otherwise says which stage fails.
 * Without this, silence of the backend could not be told from silence of a service.
 */
export async function controlSpan(runtime: Runtime, signal: AbortSignal): Promise<BrokenStage | undefined> {
  const endpoints = runtime.endpoints();
  const probe = newProbe();
  const before = await collectorCounts(endpoints.collectorMetrics, signal);
  const own = parentSpanOf(probe, 'check: control', Date.now());
  const exported = await exportSpans(endpoints.otlpHttp, [own], signal);
  if (!exported.ok)
    return { part: 'collector', stage: stageOf('collector', 'accepts spans'), reason: exported.problem };
  const tempo = tempoAt(endpoints.tempo);
  const until = performance.now() + TIMEOUT;
  let problem = '';
  do {
    const answer = await tempo.byId(probe.traceId, signal);
    if (answer.ok && answer.value.length > 0) return undefined;
    problem = answer.ok ? '' : answer.problem;
    await wait(LOOK_EVERY, undefined, { signal });
  } while (performance.now() < until);
  if (problem) return { part: 'tempo', stage: stageOf('tempo', 'answers'), reason: problem };
  const after = await collectorCounts(endpoints.collectorMetrics, signal);
  const counted = before.ok && after.ok ? whyNotSent(growth(before.value, after.value)) : undefined;
  if (counted) return { part: 'collector', ...counted };
  const reason = `the Collector handed a span on, and Tempo did not show it ${WITHIN}`;
  return { part: 'tempo', stage: stageOf('tempo', 'stores spans'), reason };
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
