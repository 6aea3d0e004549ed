import { expect, it } from 'vitest';
import { readyLine } from '#server/start/messages.ts';

it('promises every lab only when no part is still to come', () => {
  expect([readyLine([]), readyLine(['prometheus', 'loki'])]).toMatchInlineSnapshot(`
    [
      "  Ready: every lab can be done.",
      "  Ready: the labs can be done. For those that need them, prometheus, loki will follow.",
    ]
  `);
});
