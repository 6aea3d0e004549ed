import { expect, test } from 'vitest';
import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';

test('a refused connection is told with its reason', async () => {
  const error: unknown = await fetch('http://127.0.0.1:9').catch((thrown: unknown) => thrown);
  expect((error as Error).message).toBe('fetch failed');
  expect(fetchProblem(error)).not.toBe('fetch failed');
});

test.each<[string, unknown, string]>([
  [
    'the cause before the error',
    new TypeError('fetch failed', { cause: new Error('ECONNRESET') }),
    'ECONNRESET',
  ],
  [
    'an aggregate without a message by its code',
    new TypeError('fetch failed', {
      cause: Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
    }),
    'ECONNREFUSED',
  ],
  ['an error without a cause', new Error('Tempo answered 500'), 'Tempo answered 500'],
  ['what is no error', 'text', 'text'],
])('%s', (_name, error, said) => {
  expect(fetchProblem(error)).toBe(said);
});
