import type { MessageHeader, TappedMessage } from '#telemetry/messages/tapped-message.ts';

/** The trace context that a message holds, wherever it is. */
export interface CarriedContext {
  traceId: string;
  /** The span that it names; absent where the trace id stands alone. */
  spanId?: string;
  /** Whether every receiver that knows W3C's header reads it there. */
  standard: boolean;
  /** The header it is in, or the property of the message; both absent where it is in the body. */
  header?: MessageHeader;
  property?: string;
}

const STANDARD = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Looks for a trace id in the headers, the properties and the body of a message. */
export function carriedContext(
  { headers, properties = {}, messageId, body }: TappedMessage,
  traceId: string,
): CarriedContext | undefined {
  const named = (header: MessageHeader) => header.value.toLowerCase().includes(traceId);
  const header =
    headers.find((one) => one.name === 'traceparent' && one.type === 'text' && named(one)) ??
    headers.find(named);
  const all = Object.entries({ message_id: messageId, ...properties });
  const [property, value] = (header ? undefined : all.find(([, one]) => one.includes(traceId))) ?? [];
  const text = header?.value ?? value ?? (body.includes(traceId) ? body : undefined);
  if (text === undefined) return undefined;
  const [, spanId] = new RegExp(`${traceId}-([0-9a-f]{16})`).exec(text) ?? [];
  const standard = header?.name === 'traceparent' && header.type === 'text' && STANDARD.test(header.value);
  return {
    traceId,
    standard,
    ...(spanId && { spanId }),
    ...(header && { header }),
    ...(property && { property }),
  };
}
