import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lineDiff } from '#bench/change/line-diff.ts';

it('shows three lines around each change, and joins what lies close', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const after = before.with(3, 'changed').with(5, 'changed too').toSpliced(16, 1);
  expect(lineDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`)).toMatchInlineSnapshot(`
    "@@ -1,9 +1,9 @@
     line 1
     line 2
     line 3
    -line 4
    +changed
     line 5
    -line 6
    +changed too
     line 7
     line 8
     line 9
    @@ -14,7 +14,6 @@
     line 14
     line 15
     line 16
    -line 17
     line 18
     line 19
     line 20"
  `);
  expect(lineDiff('same\n', 'same\n')).toBe('');
});

it('can be applied by patch: the second text comes out of the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-diff-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const text = () => `${Array.from({ length: random(30) + 1 }, () => `word ${random(6)}`).join('\n')}\n`;
  for (let round = 0; round < 40; round++) {
    const [before, after] = [text(), text()];
    writeFileSync(join(folder, 'x'), before);
    const diff = lineDiff(before, after);
    if (diff === '') continue;
    execFileSync('git', ['apply', '--unidiff-zero', '-'], {
      cwd: folder,
      input: `--- a/x\n+++ b/x\n${diff}\n`,
    });
    expect(execFileSync('cat', ['x'], { cwd: folder, encoding: 'utf8' })).toBe(after);
  }
});
