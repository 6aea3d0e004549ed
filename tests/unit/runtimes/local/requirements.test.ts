import { expect, test } from 'vitest';
import { rabbitFix } from '#runtimes/local/requirements.ts';

test('the command that installs RabbitMQ fits the machine and the user', () => {
  expect(rabbitFix('linux', true)).toBe('apt-get install -y rabbitmq-server');
  expect(rabbitFix('linux', false)).toBe('sudo apt-get install -y rabbitmq-server');
  expect(rabbitFix('darwin', false)).toBe('brew install rabbitmq');
});
