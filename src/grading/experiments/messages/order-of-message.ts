import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';

/** The copies of messages by the order that each is about: its body names the order, in whatever form. */
export function messagesByOrder(
  messages: readonly TappedMessage[],
  orderIds: readonly string[],
): Map<string, TappedMessage[]> {
  const orderOf = ({ body }: TappedMessage) => orderIds.find((id) => body.includes(id)) ?? '';
  return Map.groupBy(messages, orderOf);
}
