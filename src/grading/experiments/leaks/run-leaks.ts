import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { CheckBench } from '#grading/experiment.ts';
import type { CollectorGraph, LogLine, Runtime } from '#runtimes/runtime.ts';
import { countersGrowth } from '#telemetry/clients/collector-counters.ts';
import { jaegerAt } from '#telemetry/clients/jaeger.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { tempoReceived } from '#telemetry/clients/tempo-received.ts';
import { sendPlanned } from '../checkout/probes/send.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { complaintsIn } from '../pipeline/complaints-in.ts';
import { countersOf } from '../pipeline/counters-of.ts';
import { linesOfThisStart } from '../pipeline/lines-of-this-start.ts';
import { samplingWait } from '../pipeline/tail-samplers.ts';
import { wakeExporters } from '../pipeline/wake-exporters.ts';
import { warmUp } from '../traffic/warm-up.ts';
import { leftHanging } from './left-hanging.ts';
import { linesOf } from './lines-of.ts';
import { lookBeyond } from './look-beyond.ts';
import { mayStillSend } from './pending.ts';
import { planLeaks } from './plan-leaks.ts';
import { searchCopies } from './search-copies.ts';
import type { LeakProbe, LeaksSeen, Store } from './seen.ts';
import { settleLeaks } from './settle-leaks.ts';

/** What is looked at. */
export interface LeaksWish {
  stores: readonly Store[];
  /** Whether copies of spans are searched for that Tempo does not show by the id of their trace. */
  copies: boolean;
  /** Whether the Collector runs the learner's configuration. */
  ownCollector: boolean;
  /** Whether metrics and the headers of messages are looked at too. */
  beyond: boolean;
  /** What the shop writes with a value of a checkout's customer in it, word for word; `orders` is a base URL of orders. */
  texts: (one: LeakProbe, orders: string) => readonly string[];
}

/** Sends four checkouts with values of their own, waits until everything is stored, and collects what was left behind. */
export async function runLeaks(
  { stores, copies, ownCollector, beyond, texts }: LeaksWish,
  { runtime, setup, answers, progress }: CheckBench,
  signal: AbortSignal,
): Promise<LeaksSeen> {
  const lines: LogLine[] = [];
  const listening = new AbortController();
  const further = beyond ? await lookBeyond(runtime) : undefined;
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout that nobody judges');
    const graph = ownCollector ? await runtime.collectorGraph(signal) : undefined;
    if (ownCollector) await wakeExporters({ runtime, lines, progress, signal });
    else await warmUp(runtime, lines, { progress, signal });
    lines.length = 0;
    const [before, receivedBefore] = await Promise.all(counts(runtime, signal));
    progress('Sending four checkouts, each with a card and an address of its own');
    const sent = await sendAll(runtime, signal);
    progress('Waiting until their spans are stored');
    const { exportDelay } = runtime;
    const pending = async () => {
      const now = await countersOf(runtime, signal);
      return mayStillSend(graph, before && now && countersGrowth(before, now));
    };
    const settledAs = await settleLeaks({
      ...{ exportDelay, sent, lines, pending, signal },
      stores: askersOf(runtime, stores),
      deadline: deadlineFor(graph),
    });
    const settled = { ...settledAs, probes: settledAs.probes.map((one) => withTexts(one, texts, runtime)) };
    const [after, receivedAfter] = await Promise.all(counts(runtime, signal));
    if (copies) progress('Searching for further copies of their spans');
    const found = copies ? await searchCopies(runtime, settled.probes, signal) : { searched: [] };
    const seenBeyond = await further?.look(settled.probes, signal);
    const counted = before && after && countersGrowth(before, after);
    const exportErrors = exportErrorsIn(lines);
    const complaints = complaintsIn([...linesOfThisStart(runtime), ...lines]);
    const { servicesOtlp } = runtime.endpoints();
    const unreached = ownCollector
      ? leftHanging({ exportErrors, complaints }, counted, servicesOtlp)
      : collectorUnreached(lines, servicesOtlp);
    return {
      ...settled,
      ...found,
      ...(graph && { graph }),
      ...(setup.collector && { file: setup.collector }),
      ...(counted && { counted }),
      ...(receivedBefore.ok && receivedAfter.ok && { received: receivedAfter.value - receivedBefore.value }),
      ...(unreached && { unreached }),
      ...(seenBeyond && { beyond: seenBeyond }),
      stores,
      probes: settled.probes.map((one) => ({ ...one, lines: linesOf(lines, one) })),
      ...{ exportErrors, complaints },
      answers: Object.fromEntries(Object.entries(answers).map(([id, { typed }]) => [id, typed])),
    };
  } finally {
    listening.abort();
    await further?.close();
  }
}

/** Milliseconds: spans that have not come by then are not waited for, unless a sampler is known to hold them back. */
const DEADLINE = 6000;
/** Milliseconds: somebody waits for the verdict; and what a sampler takes to hand on what it has decided to keep. */
const LONGEST_WAIT = 8000;
const AFTER_WAIT = 3000;

function deadlineFor(graph: CollectorGraph | undefined): number {
  const wait = (graph && samplingWait(graph)) ?? 0;
  return Math.max(DEADLINE, Math.min(wait, LONGEST_WAIT) + AFTER_WAIT);
}

function sendAll(runtime: Runtime, signal: AbortSignal): Promise<LeakProbe[]> {
  const endpoints = runtime.endpoints();
  return Promise.all(
    planLeaks().map(async (planned): Promise<LeakProbe> => {
      const { id, label, declined, canary, probe } = planned;
      const answer = await sendPlanned(endpoints, planned, signal);
      return { ...{ id, label, declined, canary, probe, answer }, stored: {}, lines: [] };
    }),
  );
}

function withTexts(one: LeakProbe, texts: LeaksWish['texts'], runtime: Runtime): LeakProbe {
  return { ...one, canary: { ...one.canary, texts: texts(one, runtime.endpoints().orders) } };
}

function counts(runtime: Runtime, signal: AbortSignal) {
  return [countersOf(runtime, signal), tempoReceived(runtime.endpoints().tempo, signal)] as const;
}

function askersOf(runtime: Runtime, stores: readonly Store[]) {
  const { tempo, jaeger } = runtime.endpoints();
  return {
    ...(stores.includes('tempo') && { tempo: tempoAt(tempo).byId }),
    ...(stores.includes('jaeger') && { jaeger: jaeger ? jaegerAt(jaeger).byId : notRun }),
  };
}

function notRun() {
  return Promise.resolve({ ok: false as const, stage: 'jaeger', problem: 'it does not run' });
}
