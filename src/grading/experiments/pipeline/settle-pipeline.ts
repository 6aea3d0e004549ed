import { setTimeout as wait } from 'node:timers/promises';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { type CollectorCounters, countersGrowth, totalOf } from '#telemetry/clients/collector-counters.ts';
import { jaegerAt } from '#telemetry/clients/jaeger.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { settleLimits } from '../checkout/settle/settle-limits.ts';
import { countersOf } from './counters-of.ts';
import { type PipelineLimits, type PipelineProgress, quietNeeded } from './decide-pipeline.ts';
import type { PipelineSeen, SentCheckout } from './pipeline-seen.ts';

interface Settling {
  runtime: Runtime;
  sent: readonly SentCheckout[];
  /** The Collector's counters before anything was sent. */
  before: CollectorCounters | undefined;
  lines: readonly LogLine[];
  limits: PipelineLimits;
  /** Whether Jaeger is asked too. */
  asksJaeger: boolean;
  signal: AbortSignal;
}

type Settled = Pick<PipelineSeen, 'checkouts' | 'counted' | 'undecided' | 'jaegerProblem' | 'settled'>;

/** Looks again and again until every trace is there, or neither a backend nor the Collector has any news. */
export async function settlePipeline(settling: Settling): Promise<Settled> {
  const { runtime, sent, before, lines, limits, asksJaeger, signal } = settling;
  const began = performance.now();
  const backends = backendsOf(runtime, asksJaeger, signal);
  let checkouts = sent;
  const [any, stored] = [newsOf(began), newsOf(began)];
  for (;;) {
    const [total, ...looks] = await Promise.all([
      countersOf(runtime, signal),
      ...checkouts.map((one) => backends.look(one)),
    ]);
    checkouts = looks;
    const counted = before && total ? countersGrowth(before, total) : undefined;
    const now = performance.now();
    const sizes = checkouts.map(({ spans, inJaeger }) => `${spans.length},${inJaeger?.length}`).join();
    // Of a store that did not answer this time nobody knows that there is no news.
    const unanswered = backends.unanswered() ? ` at ${now}` : '';
    stored.note(sizes + unanswered, now);
    any.note(`${sizes} ${counted && countsThatTell(counted)}${unanswered}`, now);
    const undecided = total ? undecidedIn(total) : 0;
    const complained = Object.keys(exportErrorsIn(lines)).length > 0;
    const progress: PipelineProgress = { checkouts, counted, undecided, complained, waited: now - began };
    const jaegerProblem = backends.jaegerProblem();
    const ended = {
      checkouts,
      undecided,
      ...(counted && { counted }),
      ...(jaegerProblem && { jaegerProblem }),
    };
    if (any.quietFor(now) >= quietNeeded(progress, limits)) return { ...ended, settled: true };
    // Other traffic and a Collector that sends to itself keep the counters growing; what counts is what is stored.
    if (now - began >= limits.deadline) return { ...ended, settled: stored.quietFor(now) >= limits.quiet };
    await wait(limits.lookEvery, undefined, { signal });
  }
}

function backendsOf(runtime: Runtime, asksJaeger: boolean, signal: AbortSignal) {
  const endpoints = runtime.endpoints();
  const tempo = tempoAt(endpoints.tempo);
  const jaeger = asksJaeger && endpoints.jaeger ? jaegerAt(endpoints.jaeger) : undefined;
  let problem = asksJaeger && !jaeger ? 'it does not run' : undefined;
  let failed = false;
  return {
    jaegerProblem: () => problem,
    /** Whether a look has failed since this was asked last. */
    unanswered() {
      const was = failed;
      failed = false;
      return was;
    },
    async look(one: SentCheckout): Promise<SentCheckout> {
      const { traceId } = one.probe;
      const [found, copy] = await Promise.all([
        tempo.byId(traceId, signal),
        jaeger ? jaeger.byId(traceId, signal) : undefined,
      ]);
      if (copy) problem = copy.ok ? undefined : copy.problem;
      if (!found.ok || copy?.ok === false) failed = true;
      const spans = found.ok && found.value.length >= one.spans.length ? found.value : one.spans;
      const known = one.inJaeger ?? [];
      const inJaeger = copy?.ok && copy.value.length >= known.length ? copy.value : known;
      return { ...one, spans, ...(jaeger && { inJaeger }) };
    },
  };
}

function newsOf(began: number) {
  let [known, last] = ['', began];
  return {
    note(text: string, now: number) {
      if (text !== known) [known, last] = [text, now];
    },
    quietFor: (now: number) => now - last,
  };
}

/** The Collector counts the check's own look at its metrics too; these tell of spans. */
function countsThatTell({
  accepted,
  refused,
  sent,
  failed,
  waiting,
  met,
  decisions,
}: CollectorCounters): string {
  return [accepted, refused, sent, failed, waiting, met, decisions].map((counts) => totalOf(counts)).join();
}

/** Since the Collector was started: what was decided during the check may have been met before it. */
function undecidedIn({ met, decisions, evicted }: CollectorCounters): number {
  return Math.max(0, totalOf(met) - totalOf(decisions) - totalOf(evicted));
}

/** The limits of an attempt through a Collector that waits so long before it decides, or decides nothing. */
export function pipelineLimits(exportDelay: number, samplingWait: number | undefined): PipelineLimits {
  const { quiet, giveUp, late, lookEvery, deadline } = settleLimits(exportDelay);
  const waits = samplingWait !== undefined && samplingWait <= LONGEST_WAIT ? samplingWait : undefined;
  return {
    ...{ quiet, giveUp, late, lookEvery },
    ...(waits !== undefined && { decidedBy: waits + AFTER_WAIT }),
    deadline: deadline + (waits ?? 0),
  };
}

/** Milliseconds: somebody waits for the verdict, so a sampler that takes longer to decide is not waited for. */
export const LONGEST_WAIT = 8000;
/** Milliseconds from a sampler's wait to its traces in a backend: measured are 0.7–1.7 s, as it decides once a second. */
const AFTER_WAIT = 3000;
