import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { CheckBench } from '#grading/experiment.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import { PAYMENTS_QUEUE } from '#system/payments-queue.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { openTap, type Tap } from '#telemetry/messages/tap.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import { ACCEPTED_CARD } from '../accepted-card.ts';
import { controlSpanOf, newProbe } from '../checkout/probes/probe.ts';
import { sendFirst, sendPlanned, sendRecorded } from '../checkout/probes/send.ts';
import { settleLimits } from '../checkout/settle/settle-limits.ts';
import { createTraceFetcher } from '../checkout/settle/trace-fetcher.ts';
import { storeOwnSpans } from '../store-own-spans.ts';
import { untilReached } from '../until-reached.ts';
import { type PlannedMessage, planDirect, planPayments } from './plan-messages.ts';
import type { MessagesSeen } from './seen.ts';
import { settleMessages, untilHandled } from './settle-messages.ts';

type Bench = Pick<CheckBench, 'runtime' | 'progress'>;

/**
 * Milliseconds from the first look at Tempo. What no log line leads to is found by a search, a second behind, and then fetched:
 * on a machine with other work that takes longer than the spans themselves.
 */
const DEADLINE = 15_000;
/** Deliveries of a message of the check's own after which it is taken out: a worker that fails on it gets it again at every start. */
const TOO_OFTEN = 5;

/** Sends checkouts and messages, and waits until what they left on both sides of the queue has settled. */
export function runMessages(
  wish: { late: boolean },
  bench: Bench,
  signal: AbortSignal,
): Promise<MessagesSeen> {
  return untilReached(() => runOnce(wish, bench, signal), { progress: bench.progress, signal });
}

async function runOnce(wish: { late: boolean }, bench: Bench, signal: AbortSignal): Promise<MessagesSeen> {
  const messages: TappedMessage[] = [];
  const lines: LogLine[] = [];
  const listening = new AbortController();
  const direct = planDirect();
  const own = new Map(direct.map(({ messageId }) => [messageId, 0]));
  let tap: Tap | undefined;
  const note = (message: TappedMessage) => {
    messages.push(message);
    const times = own.get(message.messageId);
    if (times === undefined || message.event !== 'delivered') return;
    own.set(message.messageId, times + 1);
    if (times >= TOO_OFTEN) void tap?.purge().catch(() => undefined);
  };
  bench.runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    tap = await openTap(await bench.runtime.brokerUrl(), PAYMENTS_QUEUE, note);
    return await attempt(wish, { ...bench, tap, messages, lines, direct }, signal);
  } finally {
    listening.abort();
    await tap?.close();
  }
}

interface Attempt extends Bench {
  tap: Tap;
  messages: readonly TappedMessage[];
  lines: readonly LogLine[];
  direct: readonly PlannedMessage[];
}

async function attempt(
  { late }: { late: boolean },
  { runtime, progress, tap, messages, lines, direct }: Attempt,
  signal: AbortSignal,
): Promise<MessagesSeen> {
  const endpoints = runtime.endpoints();
  const payments = planPayments({ late });
  progress('Sending two checkouts that nobody judges');
  // A context that is kept from the first message looks right to that message only.
  for (let warmUps = 0; warmUps < 2; warmUps += 1) await sendFirst(endpoints, newProbe(), signal);
  progress('Sending checkouts, each with a trace id of its own');
  const stored = [...payments.filter(({ role }) => role !== 'unsampled'), ...direct];
  const unstored = payments.filter(({ role }) => role === 'unsampled').map(({ probe }) => probe);
  const own = direct.map(({ probe, role }) => controlSpanOf(probe, `check: ${role}`));
  const [answers] = await Promise.all([
    Promise.all(
      payments.map((payment) => {
        const planned = { ...payment, to: 'storefront' as const };
        return payment.role === 'unsampled'
          ? sendPlanned(endpoints, planned, signal)
          : sendRecorded(endpoints, planned, `check: ${payment.role}`, signal);
      }),
    ),
    storeOwnSpans(endpoints.tempoOtlp, own, signal),
  ]);
  const tempo = tempoAt(endpoints.tempo);
  const probes = stored.map(({ probe }) => probe);
  const settling = {
    ...{ payments, direct, messages, lines, tempo, signal },
    answers: new Map(payments.map(({ probe }, index) => [probe, answers[index]!])),
    fetcher: createTraceFetcher(tempo, probes, unstored),
    limits: { ...settleLimits(runtime.exportDelay), deadline: DEADLINE },
  };
  // After the checkouts: a worker that keeps the first context it reads is not to read it from a message of the check.
  progress('Waiting until the payments are handled');
  await untilHandled(settling);
  progress('Putting messages into the queue, past orders');
  for (const { probe, messageId, headers } of direct) {
    const body = { orderId: probe.orderId, priceCents: 100, card: ACCEPTED_CARD };
    await tap.send(JSON.stringify(body), { messageId, headers, contentType: 'application/json' });
  }
  progress('Waiting for the spans');
  const settled = await settleMessages(settling);
  const unreached = collectorUnreached(lines, endpoints.servicesOtlp);
  const blind = settled.direct.every((one) => one.messages.length === 0);
  return {
    ...settled,
    ...(unreached && { unreached }),
    ...(blind && { tapProblem: 'it gave no copy of a message that Spanwise had put into the queue' }),
  };
}
