import { expect, test } from 'vitest';
import { wantedTrace } from '#site/elements/traces/wanted-trace.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test.each([
  ['nothing', '  ', undefined],
  ['an id', ID, { traceId: ID }],
  ['an id in capitals, with the words of the step’s command', `  trace ${ID.toUpperCase()}`, { traceId: ID }],
  ['a traceparent', `00-${ID}-00f067aa0ba902b7-01`, { traceId: ID }],
  ['a query', '{ nestedSetParent < 0 }', { query: '{ nestedSetParent < 0 }' }],
])('%s', (_name, typed, wanted) => {
  expect(wantedTrace(typed)).toEqual(wanted);
});

test.each([ID.slice(1), `${ID}0`, '0'.repeat(32), 'checkout'])(
  '“%s” is neither an id nor a query',
  (typed) => {
    expect(wantedTrace(typed)).toMatchObject({ wrong: expect.stringContaining('32 hex digits') });
  },
);
