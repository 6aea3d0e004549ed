import type { ConsumeMessage } from 'amqplib';
import { expect, test } from 'vitest';
import { readTapped } from '#telemetry/messages/tapped-message.ts';

/** A copy as RabbitMQ 3.10 makes it: what is about the message is in the headers of the copy. */
function copy(routingKey: string, headers: Record<string, unknown>): ConsumeMessage {
  return {
    fields: { routingKey },
    properties: { headers },
    content: Buffer.from('{"orderId":"o-1"}'),
  } as unknown as ConsumeMessage;
}

const OWN = {
  message_id: 'm-1',
  headers: { traceparent: '00-a-b-01', raw: Buffer.from('00-c'), 'x-attempt': 3, flag: true, none: null },
};

test('a message that was published, with the types of its headers', () => {
  const about = { exchange_name: '', routing_keys: ['payments'], properties: OWN };
  expect(readTapped(copy('publish.', about), 7)).toEqual({
    event: 'published',
    queue: 'payments',
    time: 7,
    messageId: 'm-1',
    headers: [
      { name: 'traceparent', type: 'text', value: '00-a-b-01' },
      { name: 'raw', type: 'bytes', value: '00-c' },
      { name: 'x-attempt', type: 'integer', value: '3' },
      { name: 'flag', type: 'boolean', value: 'true' },
      { name: 'none', type: 'other', value: 'null' },
    ],
    body: '{"orderId":"o-1"}',
    redelivered: false,
  });
});

test('a message that was delivered, the second time', () => {
  const seen = readTapped(copy('deliver.payments', { redelivered: 1, properties: OWN }), 7);
  expect(seen).toMatchObject({ event: 'delivered', queue: 'payments', redelivered: true });
});

test('bytes that are no text are read in hex', () => {
  const headers = {
    text: Buffer.from('ä'),
    ids: Buffer.from('76ea34b7', 'hex'),
    low: Buffer.from([1, 0x41]),
  };
  const seen = readTapped(copy('deliver.payments', { properties: { headers } }), 7);
  expect(seen?.headers.map(({ value }) => value)).toEqual(['ä', '76ea34b7', '0141']);
});

test('what a sender wrote into properties of the message is kept beside its headers', () => {
  const about = {
    properties: { ...OWN, correlation_id: '00-a-b-01', app_id: Buffer.from('shop'), type: '' },
  };
  const seen = readTapped(copy('deliver.payments', about), 7);
  expect(seen?.properties).toEqual({ correlation_id: '00-a-b-01', app_id: 'shop' });
});

test('a queue whose name has a dot, a message without properties, and what is no copy', () => {
  expect(readTapped(copy('deliver.payments.dead-letters', {}), 7)).toMatchObject({
    queue: 'payments.dead-letters',
    messageId: '',
    headers: [],
  });
  expect(readTapped(copy('payments', {}), 7)).toBeUndefined();
});
