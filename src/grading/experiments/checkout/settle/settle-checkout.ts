import { isAccepted } from '#grading/findings/checkout-fails.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { ProbeAnswer } from '../probes/probe-answer.ts';
import type { KeyedLog, Observation, ProbeResult, Probes } from '../probes/probe-result.ts';
import { CHECKOUT_BOOK, DIRECT_BOOK } from '../probes/send.ts';
import { isComplete } from './complete.ts';
import { exportErrorsIn, logsOfBook, logsOfOrder } from './read-log.ts';
import { type Clock, settle } from './settle.ts';
import type { SettleLimits } from './settle-limits.ts';
import type { TraceFetcher } from './trace-fetcher.ts';

interface Attempt {
  limits: SettleLimits;
  fetcher: TraceFetcher;
  probes: Probes;
  answers: Record<keyof Probes, ProbeAnswer>;
  /** Log lines of the services since the attempt began; more are added while it settles. */
  lines: readonly LogLine[];
  signal: AbortSignal;
  clock?: Clock;
}

type Seen = Pick<Observation, 'checkout' | 'orders' | 'catalog' | 'exportErrors'>;

/** Waits until the traces and log lines of an attempt have settled, and gives what was there then. */
export async function settleCheckout(
  attempt: Attempt,
): Promise<Seen & Pick<Observation, 'settled' | 'searchProblem'>> {
  const { limits, fetcher, answers, signal, clock } = attempt;
  const refused = !isAccepted(answers.checkout.status);
  let linesSeen = 0;
  const { seen, settled, searchProblem } = await settle<Seen>({
    limits,
    async look() {
      const newSpans = await fetcher.fetch(signal);
      const now = whatIsThere(attempt);
      const logs = [now.checkout, now.orders, now.catalog].flatMap((result) => result.logs);
      for (const log of logs) fetcher.follow(log.traceId);
      const news = newSpans || logs.length > linesSeen;
      linesSeen = logs.length;
      return { seen: now, news, complete: refused || isComplete(now) };
    },
    search: fetcher.search,
    problem: fetcher.problem,
    signal,
    ...(clock && { clock }),
  });
  return { ...seen, settled, ...(searchProblem && { searchProblem }) };
}

function whatIsThere({ probes, answers, lines, fetcher }: Attempt): Seen {
  const resultOf = (name: keyof Probes, logs: KeyedLog[]): ProbeResult => {
    const probe = probes[name];
    const ids = [probe.traceId, ...fetcher.tracesWith(probe.orderId), ...logs.map(({ traceId }) => traceId)];
    return { probe, answer: answers[name], spans: fetcher.spansOf(ids), logs };
  };
  return {
    checkout: resultOf('checkout', [
      ...logsOfOrder(lines, probes.checkout),
      ...logsOfBook(lines, CHECKOUT_BOOK, answers.checkout),
    ]),
    orders: resultOf('orders', logsOfOrder(lines, probes.orders)),
    catalog: resultOf('catalog', logsOfBook(lines, DIRECT_BOOK, answers.catalog)),
    exportErrors: exportErrorsIn(lines),
  };
}
