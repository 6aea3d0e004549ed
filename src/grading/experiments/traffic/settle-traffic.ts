import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { inParallel } from '../in-parallel.ts';
import {
  type CollectorWait,
  type Counted,
  decideCollector,
  decideTraffic,
  type TrafficLimits,
} from './decide-traffic.ts';
import type { PlannedRequest } from './plan-traffic.ts';
import type { RequestLogs } from './request-logs.ts';
import { mayBeLate } from './what-is-stored.ts';

interface Settling {
  limits: TrafficLimits;
  planned: readonly PlannedRequest[];
  answers: ReadonlyMap<PlannedRequest, ProbeAnswer>;
  /** What is logged of each request by now. */
  logs: () => ReadonlyMap<PlannedRequest, RequestLogs>;
  tempo: Pick<Tempo, 'byId'>;
  /** Which traces are stored by now; undefined where a search cannot tell. */
  stored: () => Promise<ReadonlySet<string> | undefined>;
  /** Where the Collector decides what is kept: what is waited for, and what it has counted. */
  collector?: Collector;
  progress: (phase: string) => void;
  signal: AbortSignal;
  clock?: Clock;
}

interface Collector {
  wait: CollectorWait<CollectorCounters>;
  counted: () => Promise<Counted<CollectorCounters> | undefined>;
  sampledPipelines?: number;
}

/** What many requests left behind, once settled. */
export interface SettledTraffic {
  logs: ReadonlyMap<PlannedRequest, RequestLogs>;
  /** What is stored of each trace. */
  spans: ReadonlyMap<string, readonly Span[]>;
  settled: boolean;
  decided: boolean;
  /** Why Tempo did not answer a look-up at last. */
  problem?: string;
}

/** Between two looks at the log, and at the Collector's counters, which it serves from memory: milliseconds. */
const LOOK_EVERY = 80;
const COUNT_EVERY = 500;
/**
 * After the Collector's last decision its exporter has still to hand on what was kept. Milliseconds without news of that, and
 * in which it has to be over: on an overloaded machine it takes several seconds.
 */
const AFTER_DECISION = 1000;
const HANDED_ON_WITHIN = 6000;
/** Milliseconds in which more has to be stored where the Collector chose more than is; a batch of its own may hold it back. */
const STORED_WITHIN = 5000;
/** Requests of a group that are looked up one by one whatever a search finds: each of them counts. */
const FEW = 10;
/** Traces that it chose and that are none of ours: of the checkouts that nobody judges, and one that is counted twice. */
const OTHERS = 2;
/** Before the first repetition of a look-up; each later one waits twice as long, so that hundreds do not ask all the time. */
const FIRST_AGAIN = 240;
/** Look-ups at the same time, as in the other experiments. */
const AT_ONCE = 8;

/** Waits until the log is quiet and the Collector has decided, then fetches every trace once, and again what may be late. */
export async function settleTraffic(settling: Settling): Promise<SettledTraffic> {
  const { progress, clock = SYSTEM_CLOCK, signal } = settling;
  const first = clock.now();
  const settled = await untilQuiet(settling, clock);
  const decided = await untilDecided(settling, clock, first);
  const logs = settling.logs();
  progress('Looking which traces are stored');
  const spans = new Map<string, readonly Span[]>();
  let problem: string | undefined;
  const fetch = async (wanted: readonly string[]) => {
    problem = undefined;
    await inParallel(wanted, AT_ONCE, async (id) => {
      const answer = await settling.tempo.byId(id, signal);
      if (answer.ok) spans.set(id, answer.value);
      else problem = answer.problem;
    });
  };
  const traces = [...logs.values()].filter(({ traceId }) => traceId !== '');
  const few = new Set(
    [...logs].filter(([{ group }]) => group.count <= FEW).map(([, { traceId }]) => traceId),
  );
  const ids = [...new Set(traces.map(({ traceId }) => traceId))];
  const kept = (await settling.stored()) ?? new Set(ids);
  const asked = ids.filter((id) => kept.has(id) || few.has(id));
  for (const id of ids) if (!asked.includes(id)) spans.set(id, []);
  await fetch(asked);
  await untilStored(settling, clock, { spans, fetch, few });
  // Where the Collector drops a trace, a span that was sampled never comes; of a trace that it keeps all spans come.
  const isOpen = ({ traceId, logs: own }: RequestLogs) => {
    const known = spans.get(traceId);
    return !known || ((!settling.collector || known.length > 0) && mayBeLate(known, own));
  };
  for (let gap = FIRST_AGAIN, waited = 0; waited < settling.limits.late; gap *= 2) {
    const open = traces.filter(isOpen);
    if (open.length === 0) break;
    const next = Math.min(gap, settling.limits.late - waited);
    await clock.wait(next, signal);
    waited += next;
    await fetch([...new Set(open.map(({ traceId }) => traceId))]);
  }
  return { logs, spans, settled, decided, ...(problem && { problem }) };
}

async function untilQuiet(settling: Settling, clock: Clock): Promise<boolean> {
  const { limits, planned, answers, logs, signal } = settling;
  const first = clock.now();
  let [known, lastNews] = [-1, first];
  for (;;) {
    const seen = logs();
    const lines = [...seen.values()].reduce((sum, one) => sum + one.lines, 0);
    const now = clock.now();
    if (lines > known) [known, lastNews] = [lines, now];
    const allLogged = planned.every((request) => isLogged(request, answers.get(request), seen.get(request)));
    const decision = decideTraffic({ now: now - first, quietFor: now - lastNews, allLogged }, limits);
    if (decision !== 'wait') return decision === 'fetch';
    await clock.wait(LOOK_EVERY, signal);
  }
}

/** Whether the last service that a request should get to has logged it; of a request that was refused nobody waits for anything. */
function isLogged({ group, to }: PlannedRequest, answer?: ProbeAnswer, seen?: RequestLogs): boolean {
  if (group.refused || answer === undefined || !isAccepted(answer.status)) return true;
  const last = to === 'catalog' ? 'catalog' : 'payments-worker';
  return seen?.logs.some(({ service }) => service === last) ?? false;
}

async function untilDecided({ collector, progress, signal }: Settling, clock: Clock, first: number) {
  if (!collector) return true;
  progress('Waiting until the Collector has decided what it keeps');
  for (;;) {
    const counted = await collector.counted();
    const decision = decideCollector(collector.wait, { now: clock.now() - first, counted });
    if (decision !== 'wait') {
      if (decision === 'decided') await untilHandedOn(collector, clock, signal);
      return decision === 'decided';
    }
    await clock.wait(COUNT_EVERY, signal);
  }
}

async function untilHandedOn({ wait, counted }: Collector, clock: Clock, signal: AbortSignal) {
  const began = clock.now();
  let [known, lastNews] = ['', began];
  for (;;) {
    const now = clock.now();
    const seen = await counted();
    const news = seen ? wait.handedOn(seen) : known;
    if (news !== known) [known, lastNews] = [news, now];
    if (now - lastNews >= AFTER_DECISION || now - began >= HANDED_ON_WITHIN) return;
    await clock.wait(COUNT_EVERY, signal);
  }
}

/** Looks again for traces of which nothing is stored while the Collector says that it chose more. */
async function untilStored(
  { collector, planned, stored, signal }: Settling,
  clock: Clock,
  {
    spans,
    fetch,
    few,
  }: {
    spans: ReadonlyMap<string, readonly Span[]>;
    fetch: (ids: string[]) => Promise<void>;
    few: ReadonlySet<string>;
  },
) {
  const counted = await collector?.counted();
  if (!collector || !counted) return;
  const { wait, sampledPipelines } = collector;
  const chosen = wait.chosen({
    ...{ ...counted, requests: planned },
    ...(sampledPipelines !== undefined && { sampledPipelines }),
  });
  for (let gap = AFTER_DECISION, waited = 0; waited < STORED_WITHIN; gap += AFTER_DECISION) {
    const absent = [...spans].filter(([, held]) => held.length === 0).map(([id]) => id);
    if (absent.length === 0 || spans.size - absent.length >= chosen - OTHERS) return;
    await clock.wait(gap, signal);
    waited += gap;
    const kept = (await stored()) ?? new Set(absent);
    await fetch(absent.filter((id) => kept.has(id) || few.has(id)));
  }
}
