import { expect, it } from 'vitest';
import type { PartStatus } from '#runtimes/runtime.ts';
import { notReadyLine, readyLine } from '#server/start/messages.ts';

it('promises every lab only when no part is still to come', () => {
  const failed: PartStatus = { part: 'orders', state: 'failed', generation: 0, since: 0 };
  const lines = [
    readyLine({}),
    readyLine({ optional: ['prometheus', 'loki'] }),
    readyLine({ later: ['loki'] }),
    readyLine({}, [failed]),
  ];
  expect(lines).toMatchInlineSnapshot(`
    [
      "  Ready: every lab can be done.",
      "  Ready: the labs can be done. For those that need them, prometheus, loki will follow.",
      "  Ready: the labs can be done. What only some need (loki) is built when they are opened.",
      "  Ready, without orders: a check says why.",
    ]
  `);
});

it('says a reason once', () => {
  const failed = {
    id: 'check',
    title: 'Check',
    state: 'failed',
    elapsed: 1,
    detail: 'Docker: not there',
  } as const;
  expect(notReadyLine('Docker: not there', [failed])).toBe(
    '  Labs cannot be done yet.\n  The course is there to read.',
  );
  expect(notReadyLine('tempo is dead', [failed])).toContain('\ntempo is dead\n');
});
