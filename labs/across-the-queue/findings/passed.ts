import { spanFact } from '#grading/evidence.ts';
import type { MessagesSeen } from '#grading/experiments/messages/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import { takesUpStandardHeader } from './direct-message.ts';
import { recorded } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** The step is done; shows one message between its two spans, and the message that came twice. */
export function passedMessages(seen: MessagesSeen): Judgement<'pass'> {
  const models = recorded(seen);
  const [first] = models;
  const flaky = models.find(({ role }) => role === 'flaky');
  const late = models.find(({ role }) => role === 'late') ?? first;
  const span = late?.publishing;
  // Without the check's own span, which ends when the check has read the answer.
  const ends = late
    ? late.tree.spans.filter(
        ({ traceId, service }) => traceId === late.probe.traceId && service !== OWN_SERVICE,
      )
    : [];
  const length =
    Math.max(0, ...ends.map(({ startTime, duration }) => startTime + duration)) -
    (ends.length > 0 ? Math.min(...ends.map(({ startTime }) => startTime)) : 0);
  const worker = late?.tops[0];
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      traceId: first?.probe.traceId ?? '',
      ownTraceId: late?.tops[0]?.traceId ?? '',
      kinds: [first?.publishing?.kind, first?.tops[0]?.kind]
        .map((kind) => String(kind).toUpperCase())
        .join(' and '),
      deliveries: String(flaky?.delivered.length ?? 0),
      length: `${Math.round(length)} ms`,
      worked: `${Math.round(worker?.duration ?? 0)} ms`,
      span: span?.name ?? '',
    },
    evidence: [
      // Where there is a late payment, the text is about that one.
      ...(late ? bothSides(late) : []),
      ...(flaky?.tops ?? []).map((top, index) =>
        spanFact(top, `Delivery ${index + 1} of a message that came ${flaky!.tops.length} times.`),
      ),
      ...(takesUpStandardHeader(seen)
        ? []
        : [{ kind: 'backend' as const, name: 'payments-worker', note: ONLY_OURS }]),
    ],
  };
}

const ONLY_OURS =
  'By the way: only your own worker understands this. A message with a `traceparent` as text, as every other sender writes it, is handled in a trace of its own.';
