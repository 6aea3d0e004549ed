import type { LogLine } from '#runtimes/runtime.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { SettleLimits } from '../checkout/settle/settle-limits.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { inParallel } from '../in-parallel.ts';
import { decideOwn } from './decide-own.ts';

/** What was last seen of a trace. */
export interface SettledTrace {
  spans: readonly Span[];
  growing: boolean;
}

interface Settling {
  limits: SettleLimits;
  tempo: Pick<Tempo, 'byId'>;
  /** The traces that are known from the beginning. */
  ids: readonly string[];
  /** Asked once, when a search knows of all that was stored before the attempt; gives further traces. */
  search?: (signal: AbortSignal) => Promise<readonly string[]>;
  /** The log lines there are now that name a trace. */
  linesOf: (traceId: string) => readonly LogLine[];
  /** Whether nothing of a trace is known to be still on its way. */
  isComplete: (traceId: string, spans: readonly Span[], lines: readonly LogLine[]) => boolean;
  signal: AbortSignal;
  clock?: Clock;
  /** The time of log lines and spans: milliseconds since the Unix epoch. */
  time?: () => number;
}

interface Watched extends SettledTrace {
  ended: boolean;
  /** When a look first showed these spans; undefined before Tempo has answered. */
  sameSince?: number;
}

/** Traces that are asked for at the same time: enough to keep Tempo busy, and no crowd of connections. */
const AT_ONCE = 8;

/** Looks at each trace until it has settled, and says why Tempo did not answer where it did not. */
export async function settleOwn(
  settling: Settling,
): Promise<{ traces: ReadonlyMap<string, SettledTrace>; problem?: string }> {
  const { limits, ids, search, signal, clock = SYSTEM_CLOCK } = settling;
  const watched = new Map<string, Watched>();
  const watch = (id: string) => {
    if (!watched.has(id)) watched.set(id, { spans: [], growing: false, ended: false });
  };
  ids.forEach(watch);
  const first = clock.now();
  let searched = search === undefined;
  let problem: string | undefined;
  for (;;) {
    const open = [...watched].filter(([, { ended }]) => !ended);
    if (searched && open.length === 0) return { traces: watched, ...(problem && { problem }) };
    await inParallel(open, AT_ONCE, async ([id, trace]) => {
      const answer = await settling.tempo.byId(id, signal);
      if (!answer.ok) problem = answer.problem;
      noteLook(settling, {
        id,
        trace,
        spans: answer.ok ? answer.value : undefined,
        now: clock.now() - first,
      });
    });
    if (!searched && clock.now() - first >= limits.searchLag) {
      searched = true;
      for (const id of await search!(signal)) watch(id);
    } else await clock.wait(limits.fetchEvery, signal);
  }
}

interface OneLook {
  id: string;
  trace: Watched;
  /** Undefined where Tempo did not answer. */
  spans: readonly Span[] | undefined;
  now: number;
}

function noteLook(settling: Settling, { id, trace, spans, now }: OneLook): void {
  if (spans && (trace.sameSince === undefined || spans.length !== trace.spans.length)) {
    trace.spans = spans;
    trace.sameSince = now;
  }
  const lines = settling.linesOf(id);
  const progress = {
    now,
    sameFor: trace.sameSince === undefined ? 0 : now - trace.sameSince,
    age: trace.sameSince === undefined ? 0 : ageOf(trace.spans, lines, settling.time ?? Date.now),
    complete: trace.sameSince !== undefined && settling.isComplete(id, trace.spans, lines),
  };
  const decision = decideOwn(progress, settling.limits);
  trace.ended = decision !== 'again';
  trace.growing = decision === 'growing';
}

/** A learner may give a span any time: one that has not come yet says nothing. */
function ageOf(spans: readonly Span[], lines: readonly LogLine[], time: () => number): number {
  const now = time();
  let newest = 0;
  for (const { startTime, duration } of spans)
    if (startTime + duration <= now) newest = Math.max(newest, startTime + duration);
  for (const line of lines) newest = Math.max(newest, line.time);
  return newest === 0 ? 0 : now - newest;
}
