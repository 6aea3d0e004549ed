import { expect, test } from 'vitest';
import { serviceVariables } from '#runtimes/setup/service-variables.ts';

test('a service is stale while it runs with others than it is to have', () => {
  const variables = serviceVariables();
  expect(variables.isStale('orders')).toBe(false);
  variables.use({ orders: { A: '1', B: '2' } });
  expect([variables.isStale('orders'), variables.isStale('catalog')]).toEqual([true, false]);
  expect(variables.take('orders')).toEqual({ A: '1', B: '2' });
  variables.use({ orders: { B: '2', A: '1' }, catalog: {} });
  expect([variables.isStale('orders'), variables.isStale('catalog')]).toEqual([false, false]);
  variables.use({});
  expect(variables.isStale('orders')).toBe(true);
  expect(variables.take('orders')).toEqual({});
  expect(variables.isStale('orders')).toBe(false);
});
