import { expect, test } from 'vitest';
import { madeUpSpans } from '#site/build/made-up-spans.ts';

test('parents of a made-up trace follow from its depths', () => {
  const at = (name: string, depth: number) => ({
    ...{ service: 's', name, kind: 'internal' as const, depth, start: 0, duration: 1 },
  });
  const spans = madeUpSpans([at('a', 0), at('b', 1), at('c', 2), at('d', 1), at('e', 2)]);
  const named = (id: string | undefined) => spans.find(({ spanId }) => spanId === id)?.name;
  expect(spans.map(({ name, parentSpanId }) => `${name} below ${named(parentSpanId)}`)).toEqual([
    'a below undefined',
    'b below a',
    'c below b',
    'd below a',
    'e below d',
  ]);
});
