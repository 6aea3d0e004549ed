import type { ConsumeMessage } from 'amqplib';

/** A header of a message. Its type is the name of AMQP's own: a reader of text does not see what was written as bytes. */
export interface MessageHeader {
  name: string;
  type: 'text' | 'bytes' | 'integer' | 'boolean' | 'other';
  /** As text; bytes are read as UTF-8, or in hex where they are no text. */
  value: string;
}

/** A copy of a message on its way through RabbitMQ. */
export interface TappedMessage {
  /** As a sender gave it to RabbitMQ, or as RabbitMQ gave it to a receiver. */
  event: 'published' | 'delivered';
  queue: string;
  /** Milliseconds since the Unix epoch, when the copy arrived. */
  time: number;
  /** Empty where the sender gave none. */
  messageId: string;
  headers: readonly MessageHeader[];
  /** Properties in which a sender may write what it likes, by AMQP's names; absent where all are empty. */
  properties?: Readonly<Record<string, string>>;
  body: string;
  /** Whether RabbitMQ had given it to a receiver before; false for what is published. */
  redelivered: boolean;
}

/** Reads a copy that RabbitMQ's firehose made; undefined where it is none. The message's own properties are among the headers of the copy. */
export function readTapped(
  { fields, properties, content }: ConsumeMessage,
  time: number,
): TappedMessage | undefined {
  const [kind = '', ...rest] = fields.routingKey.split('.');
  if (kind !== 'publish' && kind !== 'deliver') return undefined;
  const about = (properties.headers ?? {}) as Record<string, unknown>;
  const own = tableOf(about['properties']);
  // A copy of what was published is named after the exchange; the queue is the routing key, for the default exchange.
  const [routed] = Array.isArray(about['routing_keys']) ? about['routing_keys'] : [];
  const free = FREE.flatMap((name) => (textOf(own[name]) ? [[name, textOf(own[name])] as const] : []));
  const queue = kind === 'publish' ? String(routed ?? '') : rest.join('.');
  return {
    event: kind === 'publish' ? 'published' : 'delivered',
    ...{ queue, time },
    messageId: textOf(own['message_id']),
    headers: Object.entries(tableOf(own['headers'])).map(([name, value]) => ({ name, ...typed(value) })),
    ...(free.length > 0 && { properties: Object.fromEntries(free) }),
    body: content.toString(),
    redelivered: Boolean(about['redelivered']),
  };
}

/** The broker reads `reply_to` and `user_id` itself, and the others not at all. */
const FREE = ['correlation_id', 'type', 'app_id', 'content_encoding'] as const;

function typed(value: unknown): Pick<MessageHeader, 'type' | 'value'> {
  if (typeof value === 'string') return { type: 'text', value };
  if (Buffer.isBuffer(value)) return { type: 'bytes', value: readable(value) };
  if (typeof value === 'boolean') return { type: 'boolean', value: String(value) };
  if (typeof value === 'bigint' || Number.isInteger(value)) return { type: 'integer', value: String(value) };
  return { type: 'other', value: JSON.stringify(value) };
}

/** Bytes that a sender wrote as they are, such as those of a trace id, can be searched for in hex. */
function readable(bytes: Buffer): string {
  const text = bytes.toString();
  return /[\p{Cc}\uFFFD]/u.test(text) ? bytes.toString('hex') : text;
}

function tableOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString();
  return typeof value === 'string' ? value : '';
}
