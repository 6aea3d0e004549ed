import type { LogLine } from '#runtimes/runtime.ts';
import type { Clock } from '../../clock.ts';
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
import { type LookAt, settle } from './settle.ts';
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
  const lookAtTempo = fetchWhenDue(attempt);
  let linesSeen = 0;
  const unreadOf = ({ probe }: ProbeResult) => fetcher.unread(probe.traceId);
  const look = async (at: LookAt) => {
    const newSpans = await lookAtTempo(at);
    const seen = whatIsThere(attempt);
    const logs = [...seen.values()].flatMap((result) => result.logs);
    for (const log of logs) fetcher.follow(log.traceId);
    const news = newSpans === true || logs.length > linesSeen;
    linesSeen = Math.max(linesSeen, logs.length);
    const open = openOf(seen, fetcher);
    const exportErrors = exportErrorsIn(lines);
    const late = open.some(([, result]) => mayBeLate(result, exportErrors) || unreadOf(result) !== undefined);
    return { seen, news, complete: newSpans !== undefined && open.length === 0, late };
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
    ...(plan.books && {
      books: plan.books.map((planned) => ({ ...of(planned), book: planned.book })),
    }),
    exportErrors: exportErrorsIn(lines),
    settled,
    ...(searchProblem && { searchProblem }),
    ...unreadIn([...seen.values()].map(unreadOf)),
  };
}

function unreadIn(problems: readonly (string | undefined)[]): Pick<Observation, 'unread'> {
  const unread = problems.find((problem) => problem !== undefined);
  return unread === undefined ? {} : { unread };
}

/**
 * Fetches traces when it is time to: each once its request and the log have been quiet, then those of a few requests that
 * lack something, and all that lack something when the attempt is about to end without it. Undefined before every trace
 * was fetched.
 */
function fetchWhenDue(attempt: Attempt) {
  const { limits, fetcher, signal } = attempt;
  const early = new Set<PlannedProbe>();
  let last: number | undefined;
  let lastOfAll = 0;
  return async ({ now, quietFor }: LookAt): Promise<boolean | undefined> => {
    const isFirst = last === undefined;
    const isLast = quietFor >= limits.giveUp && lastOfAll < now - quietFor + limits.giveUp;
    if (isFirst && quietFor < limits.quiet && now < limits.giveUp) {
      const wanted = [...whatIsThere(attempt)].filter(
        ([planned]) => !early.has(planned) && answeredFor(attempt, planned, now) >= limits.quiet,
      );
      for (const [planned] of wanted) early.add(planned);
      if (wanted.length > 0) await fetcher.fetch(signal, tracesOfOthers(whatIsThere(attempt), wanted));
      return undefined;
    }
    if (!isFirst && !isLast && now - last! < limits.fetchEvery) return false;
    last = now;
    if (isLast) lastOfAll = now;
    const seen = whatIsThere(attempt);
    const open = openOf(seen, fetcher);
    const wanted = isFirst || isLast ? open : open.slice(0, POLLED);
    const others = tracesOfOthers(seen, wanted);
    // The request that is not recorded lacks nothing, and is looked at all the same.
    if (isFirst) others.delete(attempt.plan.unsampled.probe.traceId);
    const news = await fetcher.fetch(signal, others);
    // What is found first was stored while nothing was logged any more: it is no news.
    return news && !isFirst;
  };
}

/** Milliseconds since a request was answered, at a look of this time: the first look follows the last answer. */
function answeredFor({ answers }: Attempt, { probe }: PlannedProbe, now: number): number {
  const last = Math.max(...[...answers.values()].map(({ answered }) => answered));
  return now + last - answers.get(probe)!.answered;
}

/** Requests that are asked for again and again: where many lack something, all lack it for one reason. */
const POLLED = 6;

/** Requests that lack something, those first whose trace could not be looked at. */
function openOf(seen: Results, { unread }: TraceFetcher): [PlannedProbe, ProbeResult][] {
  const isUnread = ([{ probe }]: [PlannedProbe, ProbeResult]) => unread(probe.traceId) !== undefined;
  const all = [...seen];
  return [
    ...all.filter(isUnread),
    ...all.filter((one) => !isUnread(one)).filter(([planned, result]) => !needsNothingMore(planned, result)),
  ];
}

/** The request whose trace is not recorded leaves nothing to wait for: what it leaves all the same comes with the rest. */
function needsNothingMore({ to, probe }: PlannedProbe, result: ProbeResult): boolean {
  if (probe.header.endsWith('-00') || (to === 'storefront' && !isAccepted(result.answer.status))) return true;
  return isComplete[to](result);
}

function tracesOfOthers(seen: Results, wanted: readonly [PlannedProbe, ProbeResult][]): Set<string> {
  const tracesOf = ({ probe, spans, logs }: ProbeResult) => [
    probe.traceId,
    ...[...spans, ...logs].map(({ traceId }) => traceId),
  ];
  const ofWanted = new Set(wanted.flatMap(([, result]) => tracesOf(result)));
  return new Set([...seen.values()].flatMap(tracesOf).filter((id) => !ofWanted.has(id)));
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
