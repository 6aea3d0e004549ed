import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hashFile } from '#disk/hash-file.ts';
import { readAtMost } from '#disk/read-at-most.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'spanwise-read-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

it('reads a file up to its limit and not one byte more', async () => {
  const file = join(await folder(), 'a');
  await writeFile(file, '12345');
  expect(await readAtMost(file, 5)).toEqual({ bytes: Buffer.from('12345') });
  expect(await readAtMost(file, 4)).toEqual({ size: 5 });
});

it('says how large a huge file is without reading it, and hashes it piece by piece', async () => {
  const file = join(await folder(), 'huge');
  await writeFile(file, '');
  await truncate(file, 64 * 1024 * 1024);
  expect(await readAtMost(file, 1024)).toEqual({ size: 64 * 1024 * 1024 });
  expect(await hashFile(file)).toBe('3b6a07d0d404fab4e23b6d34bc6696a6a312dd92821332385e5af7c01c421351');
});

it('follows no link, reads no device, and says what is missing', async () => {
  const made = await folder();
  await symlink('/etc/hostname', join(made, 'link'));
  await expect(readAtMost(join(made, 'link'), 10)).rejects.toMatchObject({ code: 'ELOOP' });
  for (const path of [made, '/dev/zero'])
    await expect(readAtMost(path, 10)).rejects.toMatchObject({ code: 'EFTYPE' });
  await expect(hashFile(join(made, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});
