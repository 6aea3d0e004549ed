import type { MessageModel } from '#grading/experiments/messages/model/payment-model.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { takesUpStandardHeader } from './direct-message.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** The message holds nothing of the checkout's trace, so the worker cannot know of it. */
export const headersNotInjected = eachPayment(['headers-not-injected'], (model) => {
  const apart = rootOf(model);
  if (!apart || model.carried) return undefined;
  const names = model.published[0]?.headers.map(({ name }) => name) ?? [];
  return {
    ...{ status: 'fail', finding: 'headers-not-injected' },
    values: {
      ...{ orderId: model.probe.orderId, traceId: model.probe.traceId },
      headers:
        names.length > 0 ? `the headers ${names.join(', ')}, and none` : 'no headers, and nothing else in it',
    },
    evidence: bothSides(model, ROOT),
  };
});

/** The message holds the trace, in a place or form in which a receiver that knows the standard does not find it. */
export const headersUnreadable = eachPayment(['headers-unreadable'], (model, seen) => {
  const { carried } = model;
  if (!rootOf(model) || !carried || carried.standard || !takesUpStandardHeader(seen)) return undefined;
  return {
    ...{ status: 'fail', finding: 'headers-unreadable' },
    values: { where: whereOf(model), traceId: model.probe.traceId },
    evidence: bothSides(model, ROOT),
  };
});

/** The message holds the trace, and the worker's span begins another one. */
export const headersNotExtracted = eachPayment(['headers-not-extracted'], (model) => {
  const apart = rootOf(model);
  if (!apart || !model.carried) return undefined;
  return {
    ...{ status: 'fail', finding: 'headers-not-extracted' },
    values: { where: whereOf(model), traceId: model.probe.traceId, ownTraceId: apart.traceId },
    evidence: bothSides(model, ROOT),
  };
});

const ROOT = { worker: 'payments-worker’s span of the message, a root without a link.' };

function rootOf({ tops }: MessageModel) {
  // A message that came twice and was found once is another fault.
  const isRoot = ({ parentSpanId, links }: Span) => parentSpanId === undefined && links.length === 0;
  return tops.every(isRoot) ? tops[0] : undefined;
}

function whereOf({ carried }: MessageModel): string {
  const { header, property, standard } = carried ?? {};
  if (property) return `in its property ${property}`;
  if (!header) return 'in its body';
  // Where the name and the type are right, it is the text that no receiver understands.
  const isMeant = header.name === 'traceparent' && header.type === 'text';
  return `in the header ${header.name}, as ${isMeant && !standard ? `“${header.value}”` : header.type}`;
}
