import { expect, test } from 'vitest';
import { matchWords } from '#site/elements/traces/trace-list.ts';

const trace = { traceId: 'a'.repeat(32), service: 'orders', name: 'POST /orders', start: 0, duration: 1 };
const wordsFor = (listed: number, matching: number, more?: boolean) =>
  matchWords({ traces: Array.from({ length: listed }, () => trace), matching, more });

test('says how many traces match, also where fewer are listed', () => {
  expect([
    wordsFor(0, 0),
    wordsFor(1, 1),
    wordsFor(7, 7),
    wordsFor(20, 70),
    wordsFor(20, 500, true),
  ]).toMatchInlineSnapshot(`
      [
        "No stored trace matches.",
        "1 trace matches.",
        "7 traces match, newest first.",
        "Of 70 traces that match, the newest 20 are listed.",
        "Of 500 or more traces that match, the newest 20 are listed.",
      ]
    `);
});
