import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../../../..');
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-fresh-'));
  write('labs/findings.yaml', '{}\n');
  write('labs/demo/findings.yaml', '{}\n');
  write(
    'labs/demo/checks.ts',
    `import { finding } from './look/finding.ts';
     export const checks = { only: async () => ({ status: 'pass', finding, evidence: [] }) };\n`,
  );
  write(
    'labs/demo/look/finding.ts',
    `import words from './words.json' with { type: 'json' };
    export { extra } from './extra.ts';
    export const finding: string = 'first ' + words.last;\n`,
  );
  write('labs/demo/look/words.json', '{ "last": "words" }');
  write('labs/demo/look/extra.ts', 'export const extra = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** The checks' answers in one process of plain Node, asked after each of these edits: the test runner imports in its own way. */
function answers(edits: Record<string, string>[]): string[] {
  const script = `
    import { writeFileSync } from 'node:fs';
    import { keepGrading } from '#bench/labs/load-grading.ts';
    const grading = keepGrading(${JSON.stringify(join(root, 'labs'))});
    const look = async () => console.log((await (await grading('demo')).checks.only()).finding);
    await look();
    for (const edit of ${JSON.stringify(edits)}) {
      for (const [path, text] of Object.entries(edit)) writeFileSync(${JSON.stringify(root)} + '/' + path, text);
      await look();
    }`;
  const args = ['--no-warnings', '--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { cwd: repository, encoding: 'utf8' }).trim().split('\n');
}

test('an edit of what checks.ts imports from its folder, however deep, counts at the next check', () => {
  expect(
    answers([
      { 'labs/demo/look/finding.ts': `export const finding = 'second';\n` },
      {
        'labs/demo/look/finding.ts': `import words from './words.json' with { type: 'json' };\nexport const finding = words.last;\n`,
      },
      { 'labs/demo/look/words.json': '{ "last": "third" }' },
    ]),
  ).toEqual(['first words', 'second', 'words', 'third']);
});

test('one that cannot be imported leaves the last that could, until it is mended', () => {
  expect(
    answers([
      { 'labs/demo/look/finding.ts': 'export const finding = ;\n' },
      { 'labs/demo/look/finding.ts': `export const finding = 'mended';\n` },
    ]),
  ).toEqual(['first words', 'first words', 'mended']);
});
