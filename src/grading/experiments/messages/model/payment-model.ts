import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree, type SpanTree } from '#telemetry/trace/tree.ts';
import { MESSAGE_KEY, ORDER_KEY } from '../../checkout/probes/probe.ts';
import type { KeyedLog } from '../../checkout/probes/probe-result.ts';
import type { DirectResult, PaymentResult } from '../seen.ts';
import { type CarriedContext, carriedContext } from './carried-context.ts';
import { workerSpans } from './worker-spans.ts';

/** One message and what lies on both sides of it, as findings look at it. */
export interface MessageModel {
  probe: DirectResult['probe'];
  role: PaymentResult['role'] | DirectResult['role'];
  /** For people. */
  label: string;
  tree: SpanTree;
  published: readonly TappedMessage[];
  delivered: readonly TappedMessage[];
  /** What the message holds of the checkout's trace. */
  carried?: CarriedContext;
  /** orders' SERVER span, and its span that sends the message. */
  server?: Span;
  publishing?: Span;
  /** The span with which the worker takes up each delivery: nothing of the worker is above it. */
  tops: readonly Span[];
  logsOf(service: KeyedLog['service']): KeyedLog[];
}

/** Relates the spans of a checkout, or of a message that the check sent itself. */
export function messageModel(one: PaymentResult | DirectResult): MessageModel {
  const { probe, role, logs, messages } = one;
  const tree = buildTree(one.spans, [probe.spanId]);
  const of = (event: TappedMessage['event']) => messages.filter((message) => message.event === event);
  const published = of('published');
  const ids = new Set(published.map(({ messageId }) => messageId).filter((id) => id !== ''));
  const orders = one.spans.filter(({ service }) => service === 'orders');
  const server = orders.find(
    ({ kind, attributes }) => kind === 'server' && attributes[ORDER_KEY] === probe.orderId,
  );
  const publishing =
    orders.find(({ attributes }) => ids.has(String(attributes[MESSAGE_KEY]))) ??
    orders.find((span) => server && tree.parentOf(span) === server && !('db.system.name' in span.attributes));
  const carried = published.map((message) => carriedContext(message, probe.traceId)).find((found) => found);
  return {
    ...{
      probe,
      role,
      tree,
      published,
      tops: [...new Set(workerSpans(one).map((span) => topOf(tree, span)))],
    },
    label: 'label' in one ? one.label : one.role,
    delivered: of('delivered'),
    ...(carried && { carried }),
    ...(server && { server }),
    ...(publishing && { publishing }),
    logsOf: (service) => logs.filter((log) => log.service === service),
  };
}

function topOf(tree: SpanTree, span: Span): Span {
  const parent = tree.parentOf(span);
  return parent?.service === span.service ? topOf(tree, parent) : span;
}
