import type { Evidence } from '#course/verdict.ts';
import { spanFact } from '#grading/evidence.ts';
import type { MessageModel } from '#grading/experiments/messages/model/payment-model.ts';
import { messageFact } from '#grading/message-evidence.ts';

/** The message of a checkout as it was sent, and the spans on both sides of it. */
export function bothSides(
  { published, publishing, tops, probe }: MessageModel,
  { message, sender, worker }: { message?: string; sender?: string; worker?: string } = {},
): Evidence[] {
  const [sent] = published;
  const [top] = tops;
  return [
    ...(sent ? [messageFact(sent, probe.traceId, message)] : []),
    ...(publishing ? [spanFact(publishing, sender ?? 'orders’ span that sent the message.')] : []),
    ...(top ? [spanFact(top, worker ?? 'payments-worker’s span of the message.')] : []),
  ];
}
