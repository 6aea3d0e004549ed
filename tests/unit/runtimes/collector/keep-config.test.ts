import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepConfig } from '#runtimes/collector/keep-config.ts';

it('keeps what a file said, whatever becomes of it, and says when there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'wanted.yaml');
  await writeFile(file, 'receivers: {}\n');
  const first = await keepConfig(folder, folder, 'wanted.yaml');
  await writeFile(file, 'broken');
  const second = await keepConfig(folder, folder, 'wanted.yaml');
  if (!first.ok || !second.ok) throw new Error('neither can be missing');
  expect(await readFile(first.file, 'utf8')).toBe('receivers: {}\n');
  expect(second.file).not.toBe(first.file);
  expect(await keepConfig(folder, folder, 'none.yaml')).toMatchObject({
    ok: false,
    error: 'the file is not there',
  });
});
