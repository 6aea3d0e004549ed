import { expect, test } from 'vitest';
import { entryService } from '#system/entry-service.ts';

test.each([
  ['server', '/checkout', 'storefront'],
  ['server', 'POST /checkout', 'storefront'],
  ['server', '/orders', 'orders'],
  ['server', '/books/{id}', 'catalog'],
  ['consumer', '', 'payments-worker'],
  ['server', '/healthz', undefined],
  ['server', '/checkout/later', undefined],
  ['client', '/checkout', undefined],
] as const)('a %s span of “%s” enters %s', (kind, route, service) => {
  expect(entryService({ kind, route })).toBe(service);
});
