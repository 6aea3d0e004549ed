import { spanFact } from '#grading/evidence.ts';
import type { MessageModel } from '#grading/experiments/messages/model/payment-model.ts';
import { keyedLogFact } from '#grading/log-evidence.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { eachPayment } from './each-payment.ts';

/** The worker's span of a message is where it belongs, and the work is not inside it: its context was not handed on. */
export const workOutsideItsSpan = eachPayment(['work-outside-its-span'], (model) => {
  const [top] = model.tops;
  const line = model.logsOf('payments-worker').find(({ traceId, spanId }) => {
    const span = model.tree.find({ traceId, spanId });
    return span !== undefined && !isInside(model, span);
  });
  const span = line && model.tree.find(line);
  if (!top || !line || !span) return undefined;
  return {
    ...{ status: 'fail', finding: 'work-outside-its-span' },
    values: { named: `${span.service}’s “${span.name}”`, span: top.name, traceId: top.traceId },
    evidence: [
      keyedLogFact(line, `payments-worker logged “${line.message}” in span ${line.spanId}.`, 'span_id'),
      spanFact(span, 'The span that this line names.'),
      spanFact(top, 'payments-worker’s span of the message, with none of the work inside.'),
    ],
  };
});

function isInside({ tops, tree }: Pick<MessageModel, 'tops' | 'tree'>, span: Span): boolean {
  if (tops.includes(span)) return true;
  const parent = tree.parentOf(span);
  return parent?.service === span.service && isInside({ tops, tree }, parent);
}
