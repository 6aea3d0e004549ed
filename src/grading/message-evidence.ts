import type { Evidence } from '#course/verdict.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';

/** A message as RabbitMQ had it, as a fact of a verdict; the trace is that of the request it was sent for. */
export function messageFact(
  { queue, messageId, headers, redelivered }: TappedMessage,
  traceId?: string,
  note?: string,
): Evidence {
  return {
    kind: 'message',
    ...{ queue, messageId },
    headers: headers.map(({ name, type, value }) => ({ name, type, value })),
    ...(redelivered && { redelivered }),
    ...(traceId && { traceId }),
    ...(note && { note }),
  };
}
