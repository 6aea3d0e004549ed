import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lineDiff } from '#bench/workspace-changes/line-diff.ts';

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

it('shows a file that comes or goes, and takes no note of how the last line ends', () => {
  expect(lineDiff('', 'one\ntwo')).toBe('@@ -0,0 +1,2 @@\n+one\n+two');
  expect(lineDiff('one\ntwo\n', '')).toBe('@@ -1,2 +0,0 @@\n-one\n-two');
  expect(lineDiff('one', 'one\n')).toBe('');
});

it('gives up the search in big texts that differ in nearly every line, and shows them whole', () => {
  const text = (word: string) =>
    Array.from({ length: 20_000 }, (_, line) => (line === 10_000 ? 'same\n' : `${word} ${line}\n`)).join('');
  const lines = lineDiff(text('before'), text('after')).split('\n');
  expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([
    40_001,
    '@@ -1,20000 +1,20000 @@',
    '-before 0',
    '+after 19999',
  ]);
  // A search to the end would have found the line that both have, and its work grows with the square of the lines.
  expect(lines.filter((line) => line.endsWith('same'))).toEqual(['-same', '+same']);
});

it('finds one changed line in a big text, and many in a text of a few thousand lines', () => {
  const big = Array.from({ length: 20_000 }, (_, line) => `line ${line}`);
  expect(lineDiff(big.join('\n'), big.with(10_000, 'other').join('\n')).split('\n').length).toBe(9);
  const some = Array.from({ length: 3_000 }, (_, line) => `line ${line}`);
  const every = some.map((line, index) => (index % 10 === 0 ? `other ${index}` : line));
  expect(lineDiff(some.join('\n'), every.join('\n')).match(/^@@/gm)?.length).toBe(300);
});
