import type { LogLine } from '#runtimes/runtime.ts';
import { isAccepted } from '../is-accepted.ts';
import type { PlannedProbe, ProbePlan } from '../probes/plan-probes.ts';
import { allProbes } from '../probes/plan-probes.ts';
import type { Probe } from '../probes/probe.ts';
import type { ProbeAnswer } from '../probes/probe-answer.ts';
import type { KeyedLog, Observation, ProbeResult } from '../probes/probe-result.ts';
import { isComplete, mayBeLate } from './complete.ts';
import { groupAlike } from './group-alike.ts';
import { exportErrorsIn, logsByOrder, logsByRequest } from './read-log.ts';
import { relatedSpans } from './related-spans.ts';
import { type Clock, type LookAt, settle } from './settle.ts';
import type { SettleLimits } from './settle-limits.ts';
import type { TraceFetcher } from './trace-fetcher.ts';

interface Attempt {
  limits: SettleLimits;
  fetcher: TraceFetcher;
  plan: ProbePlan;
  answers: ReadonlyMap<Probe, ProbeAnswer>;
  /** Log lines of the services since the attempt began; more are added while it settles. */
  lines: readonly LogLine[];
  signal: AbortSignal;
  clock?: Clock;
}

type Results = ReadonlyMap<PlannedProbe, ProbeResult>;

/**
 * Waits until the traces and log lines of an attempt have settled, and gives what was there then. Every trace is fetched
 * once when the log lines have been quiet for long enough that their spans are stored. Only a request that lacks something
 * then is asked for again.
 */
export async function settleCheckout(
  attempt: Attempt,
): Promise<Omit<Observation, 'detachedRoots' | 'collector' | 'unreached'>> {
  const { limits, fetcher, lines, plan, signal, clock } = attempt;
  let linesSeen = 0;
  let fetched: number | undefined;
  let done: ReadonlySet<string> = new Set();
  const look = async ({ now, quietFor }: LookAt) => {
    const first = fetched === undefined;
    const due = first
      ? quietFor >= limits.quiet || now >= limits.giveUp
      : now - (fetched ?? 0) >= limits.fetchEvery;
    // What the first fetch finds was stored while nothing was logged any more: it is no news.
    const newSpans = due && (await fetcher.fetch(signal, done)) && !first;
    if (due) fetched = now;
    const seen = whatIsThere(attempt);
    const logs = [...seen.values()].flatMap((result) => result.logs);
    for (const log of logs) fetcher.follow(log.traceId);
    const news = newSpans || logs.length > linesSeen;
    linesSeen = Math.max(linesSeen, logs.length);
    const open = [...seen].filter(([planned, result]) => !needsNothingMore(planned, result));
    done = tracesOfOthers(seen, open);
    const exportErrors = exportErrorsIn(lines);
    const late = open.some(([, result]) => mayBeLate(result, exportErrors));
    return { seen, news, complete: fetched !== undefined && open.length === 0, late };
  };
  const { seen, settled, searchProblem } = await settle<Results>({
    limits,
    look,
    search: fetcher.search,
    problem: fetcher.problem,
    signal,
    ...(clock && { clock }),
  });
  const of = (planned: PlannedProbe): ProbeResult => seen.get(planned)!;
  return {
    checkouts: groupAlike(plan.checkouts.map((planned) => ({ ...of(planned), label: planned.label }))),
    unsampled: of(plan.unsampled),
    orders: of(plan.orders),
    catalog: of(plan.catalog),
    exportErrors: exportErrorsIn(lines),
    settled,
    ...(searchProblem && { searchProblem }),
  };
}

/** The request whose trace is not recorded leaves nothing to wait for: what it leaves all the same comes with the rest. */
function needsNothingMore({ to, probe }: PlannedProbe, result: ProbeResult): boolean {
  if (probe.header.endsWith('-00') || (to === 'storefront' && !isAccepted(result.answer.status))) return true;
  return isComplete[to](result);
}

function tracesOfOthers(seen: Results, open: readonly [PlannedProbe, ProbeResult][]): Set<string> {
  const wanted = new Set(
    open.flatMap(([, { probe, spans, logs }]) => [
      probe.traceId,
      ...tracesIn(spans),
      ...logs.map(({ traceId }) => traceId),
    ]),
  );
  return new Set([...seen.values()].flatMap(({ spans }) => tracesIn(spans)).filter((id) => !wanted.has(id)));
}

function tracesIn(spans: ProbeResult['spans']): string[] {
  return [...new Set(spans.map(({ traceId }) => traceId))];
}

function whatIsThere({ plan, answers, lines, fetcher }: Attempt): Results {
  const all = allProbes(plan);
  const byOrder = logsByOrder(lines);
  const traces = all.map(({ probe }) => [probe.traceId, ...fetcher.tracesWith(probe.orderId)]);
  const asked = all.map((planned, index) => ({ planned, traceIds: traces[index]! }));
  const ofBook = logsByRequest(
    lines,
    asked
      .filter(({ planned }) => planned.to !== 'orders')
      .map(({ planned, traceIds }) => ({
        ...{ book: planned.book, traceIds },
        answer: answers.get(planned.probe)!,
      })),
  );
  const bookLogs = new Map(
    asked
      .filter(({ planned }) => planned.to !== 'orders')
      .map(({ planned }, index) => [planned, ofBook[index]!]),
  );
  return new Map(
    asked.map(({ planned, traceIds }) => {
      const { probe } = planned;
      const ofOrder = (planned.to !== 'catalog' && byOrder.get(probe.orderId)) || [];
      const logs: KeyedLog[] = [...ofOrder, ...(bookLogs.get(planned) ?? [])];
      const spans = relatedSpans({
        ...{ traceId: probe.traceId, orderId: probe.orderId, logs },
        spans: fetcher.spansOf([...traceIds, ...logs.map(({ traceId }) => traceId)]),
      });
      return [planned, { probe, answer: answers.get(probe)!, spans, logs }];
    }),
  );
}
