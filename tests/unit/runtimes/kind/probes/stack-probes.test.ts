import { afterEach, expect, test, vi } from 'vitest';
import type { Ports } from '#runtimes/kind/ports.ts';
import { type StackProbes, stackProbes } from '#runtimes/kind/probes/stack-probes.ts';
import { installed } from '../../installed.ts';
import { type Broker, openBroker } from '../broker.ts';

// Of amqplib only the handshake, one channel and its events are used: each is held here, against a broker of bytes.
let broker: Broker;
let probes: StackProbes;
afterEach(() => {
  probes?.end();
  broker?.close();
});
async function begin(options: { silent?: boolean } = {}): Promise<void> {
  broker = await openBroker(options);
  const passwords = () => ({ postgres: 'p', rabbitmq: 'r' });
  probes = stackProbes({ amqp: broker.port, postgres: broker.port } as Ports, passwords);
}

test('the version that was read', () => {
  expect(installed('amqplib'), 'Read lib/connect.js of the new one, above all its time limit').toBe('2.3.1');
});

test('opens a connection once, and a channel for each question', async () => {
  await begin();
  expect(await probes.rabbitmq()).toEqual({ ok: true, detail: 'opens a channel' });
  expect(await probes.rabbitmq()).toMatchObject({ ok: true });
  // start-ok, tune-ok, open; then channel.open and channel.close twice.
  expect(broker.methods).toEqual(['10.11', '10.31', '10.40', '20.10', '20.40', '20.10', '20.40']);
});

test('connects anew after the broker broke the connection off', async () => {
  await begin();
  await probes.rabbitmq();
  broker.drop();
  await vi.waitFor(async () => expect(await probes.rabbitmq()).toMatchObject({ ok: true }));
  expect(broker.methods.filter((method) => method === '10.40')).toHaveLength(2);
});

test('gives up a broker that takes the connection and says nothing', async () => {
  await begin({ silent: true });
  const asked = performance.now();
  await expect(probes.rabbitmq()).rejects.toThrow(/ETIMEDOUT/);
  // The probe’s own limit is 2.8 s; without one the connection would wait for ever.
  expect(performance.now() - asked).toBeLessThan(5000);
});
