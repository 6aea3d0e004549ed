import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let state: string;
const prove = (...args: string[]) =>
  execa(process.execPath, [join(root, 'scripts/prove.ts'), ...args, '--state', state], {
    cwd: root,
    reject: false,
  });

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'spanwise-kept-'));
});
afterAll(async () => {
  await prove('--stop');
  await rm(state, { recursive: true, force: true });
});

describe('a stack that is kept', () => {
  const grade = async (step: string, answer: string) => {
    const folder = join(root, 'labs/split-trace', answer);
    const args = ['--lab', 'split-trace', '--step', step, '--answer', folder, '--json', '--keep'];
    const { exitCode, stdout, stderr } = await prove(...args);
    if (!stdout.trim()) throw new Error(`nothing on standard output; on standard error:\n${stderr}`);
    const { verdict } = JSON.parse(stdout);
    return { exitCode, finding: verdict.finding, title: verdict.title };
  };

  test('comes up from the start of the step, so that an answer that does not compile is graded as one', async () => {
    expect(await grade('break', 'mistakes/break/does-not-build')).toEqual({
      exitCode: 1,
      finding: 'does-not-build',
      title: 'storefront does not compile',
    });
  });

  test('grades the next answer', async () => {
    expect(await grade('break', 'solution/break')).toMatchObject({ exitCode: 0 });
  });

  test('is ended when asked to, and gone after that', async () => {
    expect((await prove('--stop')).stdout).toBe('The kept stack is ended.');
    expect((await prove('--stop')).stdout).toBe('No stack was kept.');
  });
});
