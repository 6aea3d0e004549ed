import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { messageModel } from '#grading/experiments/messages/model/payment-model.ts';
import { referencesOf } from '#grading/experiments/messages/model/references.ts';
import type { MessagesSeen } from '#grading/experiments/messages/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { eachPayment } from './each-payment.ts';
import { bothSides } from './facts.ts';

/** A checkout that is not to be recorded left a span of the worker. */
export const flagIgnored = diagnosis(['flag-ignored'], ({ payments }: MessagesSeen) => {
  const one = payments.find(({ role }) => role === 'unsampled');
  if (!one) return undefined;
  const model = messageModel(one);
  // A root makes a decision of its own where it has a link. Without one, and with nothing in the message, nobody told it of this.
  const isTold = (span: Span) => span.links.length > 0 || model.carried !== undefined;
  const worker = model.tops.find((span) => span.parentSpanId !== undefined || !isTold(span));
  if (!worker || !model.logsOf('orders').some(({ sampled }) => sampled === false)) return undefined;
  return {
    ...{ status: 'fail', finding: 'flag-ignored' },
    values: { service: 'payments-worker', spans: String(model.tops.length), traceId: worker.traceId },
    evidence: bothSides(model, { worker: 'payments-worker recorded this span all the same.' }),
  };
});

/** The tracestate that came with the checkout did not reach the worker's span, though orders had it. */
export const tracestateLost = eachPayment(['tracestate-lost'], (model) => {
  const { probe, publishing, tops } = model;
  const { tracestate } = probe;
  const lost = tops.find(({ parentSpanId, traceState }) => parentSpanId && traceState !== tracestate);
  if (!tracestate || publishing?.traceState !== tracestate || !lost) return undefined;
  return {
    ...{ status: 'fail', finding: 'tracestate-lost' },
    values: {
      ...{ service: 'payments-worker', caller: 'orders', traceId: probe.traceId, tracestate },
      received: lost.traceState ?? 'none',
    },
    evidence: bothSides(model),
  };
});

/** A message came twice, and only one of the two times is to be found from the checkout. */
export const redeliveryLost = eachPayment(['redelivery-lost'], (model) => {
  const { delivered, tops } = model;
  const joined = tops.filter((top) =>
    referencesOf(model, top).some(({ leads }) => leads === 'to-the-sender'),
  );
  // Where no delivery leads to the sender, the fault is not of the second.
  if (delivered.length < 2 || joined.length === 0 || joined.length >= delivered.length) return undefined;
  const apart = tops.find((top) => !joined.includes(top));
  return {
    ...{ status: 'fail', finding: 'redelivery-lost' },
    values: {
      deliveries: String(delivered.length),
      joined: String(joined.length),
      traceId: model.probe.traceId,
    },
    evidence: [
      ...bothSides(model),
      ...(apart ? [spanFact(apart, 'This span of the same message leads to no sender.')] : []),
    ],
  };
});

/** A message that an old sender might have sent was given to the worker, which did nothing with it. */
export const messageRefused = diagnosis(['message-refused'], ({ direct }: MessagesSeen) => {
  const models = direct.map(messageModel);
  const refused = models.find(
    (model) => model.delivered.length > 0 && model.logsOf('payments-worker').length === 0,
  );
  if (!refused) return undefined;
  const [sent] = refused.published;
  const names = sent?.headers.map(({ name }) => name).join(', ');
  return {
    ...{ status: 'fail', finding: 'message-refused' },
    values: {
      headers: names ? `the headers ${names}` : 'no headers',
      times: String(refused.delivered.length),
    },
    evidence: bothSides(refused, {
      message: 'Spanwise put it into the queue, and the worker logged nothing of it.',
    }),
  };
});
