import { setTimeout as wait } from 'node:timers/promises';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import { MESSAGE_KEY, type Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { hasOwnSpan } from '../checkout/settle/complete.ts';
import { exportErrorsIn, logsByOrder } from '../checkout/settle/read-log.ts';
import { relatedSpans } from '../checkout/settle/related-spans.ts';
import { type LookAt, settle } from '../checkout/settle/settle.ts';
import type { SettleLimits } from '../checkout/settle/settle-limits.ts';
import type { TraceFetcher } from '../checkout/settle/trace-fetcher.ts';
import { workerSpans } from './model/worker-spans.ts';
import { messagesByOrder } from './order-of-message.ts';
import type { PlannedMessage, PlannedPayment } from './plan-messages.ts';
import type { DirectResult, MessagesSeen, PaymentResult } from './seen.ts';

interface Settling {
  limits: SettleLimits;
  payments: readonly PlannedPayment[];
  direct: readonly PlannedMessage[];
  answers: ReadonlyMap<Probe, ProbeAnswer>;
  /** Copies and log lines since the attempt began; more come while it settles. */
  messages: readonly TappedMessage[];
  lines: readonly LogLine[];
  fetcher: TraceFetcher;
  tempo: Pick<Tempo, 'search'>;
  signal: AbortSignal;
}

type Results = Pick<MessagesSeen, 'payments' | 'direct'>;

/** Milliseconds. Payments are handled within a few of these; of one that never comes the judge speaks. */
const HANDLED_WITHIN = 2000;

/** Waits until the worker has logged the end of every payment that was accepted, but not of the late one. */
export async function untilHandled(settling: Settling): Promise<void> {
  const until = performance.now() + HANDLED_WITHIN;
  const isOpen = (one: PaymentResult) =>
    one.role !== 'late' && isAccepted(one.answer.status) && !isHandled(one);
  while (whatIsThere(settling).payments.some(isOpen) && performance.now() < until)
    await wait(settling.limits.lookEvery, undefined, { signal: settling.signal });
}

/** Waits until traces, log lines and copies of messages have settled, and gives what was there then. */
export async function settleMessages(
  settling: Settling,
): Promise<Omit<MessagesSeen, 'unreached' | 'tapProblem'>> {
  const { limits, fetcher, tempo, lines, signal } = settling;
  const fetch = fetchWhenDue(settling);
  let [linesSeen, searched] = [0, Number.NEGATIVE_INFINITY];
  let fetchedAll = false;
  const { seen, settled, searchProblem } = await settle<Results>({
    limits,
    async look(at) {
      const newSpans = await fetch(at, whatIsThere(settling));
      fetchedAll ||= newSpans !== undefined;
      const results = whatIsThere(settling);
      const logged = allOf(results).reduce(
        (sum, { logs, messages }) => sum + logs.length + messages.length,
        0,
      );
      const news = newSpans === true || logged > linesSeen;
      linesSeen = logged;
      const errors = exportErrorsIn(lines);
      const late = allOf(results).some((one) => mayBeLate(one, errors));
      return { seen: results, news, complete: fetchedAll && allOf(results).every(isComplete), late };
    },
    async search(until) {
      const found = await fetcher.search(until);
      if (performance.now() - searched < MESSAGE_SEARCH_EVERY) return found;
      for (const id of await tracesOfMessages(settling, tempo, until)) fetcher.follow(id);
      searched = performance.now();
      return found;
    },
    problem: fetcher.problem,
    signal,
  });
  const panics = lines.filter(
    ({ part, text }) => /^(orders|payments-worker)$/.test(part) && /panic/.test(text),
  );
  return {
    ...seen,
    ...{ panics, settled, exportErrors: exportErrorsIn(lines) },
    ...(searchProblem && { searchProblem }),
  };
}

/** Milliseconds between two searches by message: with twenty ids each costs Tempo as much as all else together. */
const MESSAGE_SEARCH_EVERY = 1000;
/** Results that are asked for again and again: where many lack something, all lack it for one reason. */
const POLLED = 6;

/**
 * Fetches traces when it is time to: all once the log is quiet, then those of a few results that lack something, and all
 * that lack something when the attempt is about to end without it. Undefined before the first time.
 */
function fetchWhenDue({ limits, fetcher, signal }: Settling) {
  let [last, lastOfAll]: (number | undefined)[] = [];
  return async ({ now, quietFor }: LookAt, results: Results): Promise<boolean | undefined> => {
    for (const { logs, spans } of allOf(results))
      for (const traceId of [...logs.map((log) => log.traceId), ...linkedTraces(spans)])
        fetcher.follow(traceId);
    const isFirst = last === undefined;
    if (isFirst && quietFor < limits.quiet && now < limits.giveUp) return undefined;
    const isLast = quietFor >= limits.giveUp && now - (lastOfAll ?? 0) >= limits.giveUp;
    if (!isFirst && !isLast && now - last! < limits.fetchEvery) return false;
    last = now;
    if (isFirst || isLast) lastOfAll = now;
    const news = await fetcher.fetch(
      signal,
      tracesToLeave(results, isFirst || isLast ? Number.POSITIVE_INFINITY : POLLED),
    );
    // What is found first was stored while nothing was logged any more: it is no news.
    return news && !isFirst;
  };
}

/** A worker's span that carries no order, and whose trace no log line names, is found by the message that it is about. */
async function tracesOfMessages(
  settling: Settling,
  tempo: Pick<Tempo, 'search'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const open = allOf(whatIsThere(settling)).filter((one) => !isComplete(one));
  const ids = [...new Set(open.flatMap(({ messages }) => messages.map(({ messageId }) => messageId)))];
  const known = ids.filter((id) => /^[\w-]+$/.test(id));
  if (known.length === 0) return [];
  const query = known.map((id) => `span.${MESSAGE_KEY} = "${id}"`).join(' || ');
  const answer = await tempo.search(`{ ${query} }`, signal);
  return answer.ok ? answer.value : [];
}

/** Traces of what lacks nothing; that of the checkout which is not recorded lacks nothing and is looked at all the same. */
function tracesToLeave(results: Results, polled: number): Set<string> {
  const open = allOf(results)
    .filter((one) => !isComplete(one))
    .slice(0, polled);
  const unsampled = results.payments.filter(({ role }) => role === 'unsampled');
  const wanted = new Set([...open, ...unsampled].flatMap(tracesOf));
  return new Set(
    allOf(results)
      .flatMap(tracesOf)
      .filter((id) => !wanted.has(id)),
  );
}

function tracesOf({ probe, spans, logs }: DirectResult | PaymentResult): string[] {
  return [probe.traceId, ...[...spans, ...logs].map(({ traceId }) => traceId)];
}

function allOf({ payments, direct }: Results): (DirectResult | PaymentResult)[] {
  return [...payments, ...direct];
}

/** The worker logs a payment when it comes, at each try, and once more when it is done. */
function isHandled({ logs, messages }: DirectResult | PaymentResult): boolean {
  const deliveries = messages.filter(({ event }) => event === 'delivered').length;
  const written = logs.filter(({ service }) => service === 'payments-worker').length;
  return deliveries > 0 && written > deliveries;
}

/** Whether everything that such a message can leave is there, in whatever traces. */
function isComplete(one: DirectResult | PaymentResult): boolean {
  if ('answer' in one && !isAccepted(one.answer.status)) return true;
  if (!isHandled(one)) return false;
  if (one.role === 'unsampled') return true;
  const deliveries = one.messages.filter(({ event }) => event === 'delivered').length;
  return (
    hasOwnSpan(one) &&
    workerSpans(one).length >= deliveries &&
    buildTree(one.spans, [one.probe.spanId]).orphans.length === 0
  );
}

/** Whether what is lacking may only be late: the bank still thinks, or a line names a sampled span that is not stored yet. */
function mayBeLate(one: DirectResult | PaymentResult, errors: MessagesSeen['exportErrors']): boolean {
  if (one.role === 'late' && !isHandled(one)) return true;
  return one.logs.some(
    ({ service, spanId, sampled }) =>
      sampled === true &&
      spanId !== one.probe.spanId &&
      errors[service] === undefined &&
      !one.spans.some((span) => span.spanId === spanId),
  );
}

function whatIsThere({ payments, direct, answers, messages, lines, fetcher }: Settling): Results {
  const byOrder = logsByOrder(lines);
  const orders = [...payments, ...direct].map(({ probe }) => probe.orderId);
  const copies = messagesByOrder(messages, orders);
  const left = (probe: Probe) => {
    const logs = byOrder.get(probe.orderId) ?? [];
    const own = copies.get(probe.orderId) ?? [];
    const { traceId, orderId } = probe;
    const traces = [
      ...[traceId, ...fetcher.tracesWith(orderId)],
      ...logs.map((log) => log.traceId),
      ...own.flatMap(({ messageId }) => fetcher.tracesWithMessage(messageId)),
    ];
    const spans = fetcher.spansOf([...traces, ...linkedTraces(fetcher.spansOf(traces))]);
    const messageIds = own.map(({ messageId }) => messageId);
    return { probe, logs, messages: own, spans: relatedSpans({ spans, traceId, orderId, logs, messageIds }) };
  };
  return {
    payments: payments.map(({ probe, role, label }) => ({
      ...{ role, label, answer: answers.get(probe)! },
      ...left(probe),
    })),
    direct: direct.map(({ probe, role }) => ({ role, ...left(probe) })),
  };
}

/** Traces to which the worker's spans are linked. */
function linkedTraces(spans: readonly Span[]): string[] {
  return spans
    .filter(({ service }) => service === 'payments-worker')
    .flatMap(({ links }) => links.map(({ traceId }) => traceId));
}
