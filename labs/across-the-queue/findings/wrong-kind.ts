import { spanFact } from '#grading/evidence.ts';
import type { MessageModel } from '#grading/experiments/messages/model/payment-model.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import type { SpanTree } from '#telemetry/trace/tree.ts';
import { eachPayment } from './each-payment.ts';

/** The span that sends the message is no PRODUCER, or the one that handles it no CONSUMER. */
export const wrongKind = eachPayment(['wrong-kind'], (model) => {
  const wrong = wrongSender(model) ?? wrongWorker(model);
  if (!wrong) return undefined;
  const { span, wanted, does } = wrong;
  return {
    ...{ status: 'fail', finding: 'wrong-kind' },
    values: {
      ...{ service: span.service, span: span.name, does },
      ...{ kind: span.kind.toUpperCase(), wanted: wanted.toUpperCase() },
    },
    evidence: [spanFact(span, `Its kind is ${span.kind.toUpperCase()}.`)],
  };
});

interface Wrong {
  span: Span;
  wanted: SpanKind;
  does: string;
}

/** A CLIENT span below a PRODUCER is a sending that is measured by itself. */
function wrongSender({ publishing, carried, tree, probe }: MessageModel): Wrong | undefined {
  const named = carried?.spanId ? tree.find({ traceId: probe.traceId, spanId: carried.spanId }) : undefined;
  const sender = named?.service === 'orders' ? named : publishing;
  if (!sender) return undefined;
  const parent = tree.parentOf(sender);
  const isRight =
    sender.kind === 'producer' ||
    (sender.kind === 'client' && parent?.service === 'orders' && parent.kind === 'producer');
  return isRight ? undefined : { span: sender, wanted: 'producer', does: 'sends the message' };
}

/** Where a delivery has several spans, one of those around the work is to be a CONSUMER. */
function wrongWorker({ tops, tree, ...model }: MessageModel): Wrong | undefined {
  const logged = model
    .logsOf('payments-worker')
    .flatMap(({ traceId, spanId }) => tree.find({ traceId, spanId }) ?? []);
  for (const span of logged.length > 0 ? logged : tops) {
    if (!withThoseAbove(tree, span).some(({ kind }) => kind === 'consumer'))
      return { span, wanted: 'consumer', does: 'handles the message' };
  }
  return undefined;
}

function withThoseAbove(tree: SpanTree, span: Span): Span[] {
  const parent = tree.parentOf(span);
  return parent?.service === span.service ? [span, ...withThoseAbove(tree, parent)] : [span];
}
