import { expect, test } from 'vitest';
import { tellPhases } from '#cli/prove/tell-phases.ts';

test('a phase that takes long says now and then how far it is', () => {
  const lines: string[] = [];
  const tell = tellPhases((line) => lines.push(line));
  const phase = { id: 'tempo', title: 'Build Tempo', usual: 150_000 };
  tell({ ...phase, state: 'waiting', elapsed: 0 });
  for (const elapsed of [0, 300, 20_000, 20_300, 39_999, 40_000])
    tell({ ...phase, state: 'running', elapsed, detail: 'process 7 is building it; waiting' });
  tell({ ...phase, state: 'done', elapsed: 61_000 });
  expect(lines).toEqual([
    'Build Tempo: 20.0 s, usually 150.0 s (process 7 is building it; waiting)',
    'Build Tempo: 40.0 s, usually 150.0 s (process 7 is building it; waiting)',
    'Build Tempo: done in 61.0 s',
  ]);
});
