import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { MESSAGE_KEY, ORDER_KEY, type Probe } from '../../checkout/probes/probe.ts';

interface Left {
  probe: Probe;
  messages: readonly TappedMessage[];
  spans: readonly Span[];
}

/** The worker's spans that say they are about this message; where none does, those that carry its order. */
export function workerSpans({ probe, messages, spans }: Left): Span[] {
  const ids = new Set(messages.map(({ messageId }) => messageId).filter((id) => id !== ''));
  const worker = spans.filter(({ service }) => service === 'payments-worker');
  const about = worker.filter(({ attributes }) => ids.has(String(attributes[MESSAGE_KEY])));
  return about.length > 0
    ? about
    : worker.filter(({ attributes }) => attributes[ORDER_KEY] === probe.orderId);
}
