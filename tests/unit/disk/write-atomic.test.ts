import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeAtomic, writeAtomicSync } from '#disk/write-atomic.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-write-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const rightsOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe.each([
  ['writeAtomic', writeAtomic],
  [
    'writeAtomic with fsync',
    (...[file, bytes, options]: Parameters<typeof writeAtomic>) =>
      writeAtomic(file, bytes, { ...options, fsync: true }),
  ],
  ['writeAtomicSync', async (...args: Parameters<typeof writeAtomicSync>) => writeAtomicSync(...args)],
])('%s', (_, write) => {
  it('replaces the file and leaves no draft', async () => {
    const folder = newFolder();
    const file = join(folder, 'deep', 'main.go');
    await expect(write(file, 'no folder')).rejects.toThrow('ENOENT');
    await write(file, 'old', { folderMode: 0o755 });
    await write(file, new TextEncoder().encode('new'));
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['main.go']);
  });

  it('gives the rights asked for, whatever the file had before', async () => {
    const file = join(newFolder(), 'secrets', 'token');
    await write(file, 'a', { mode: 0o600, folderMode: 0o700 });
    expect([rightsOf(file), rightsOf(join(file, '..'))]).toEqual(['600', '700']);
    chmodSync(file, 0o644);
    await write(file, 'b', { mode: 0o600 });
    expect(rightsOf(file)).toBe('600');
  });

  it('leaves what was there, and no draft, when it cannot be written', async () => {
    const folder = newFolder();
    const file = join(folder, 'taken');
    await write(join(file, 'inside'), 'in the way', { folderMode: 0o755 });
    await expect(write(file, 'new')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readFileSync(join(file, 'inside'), 'utf8')).toBe('in the way');
  });

  it('never shows a reader a part of the bytes', async () => {
    const file = join(newFolder(), 'big');
    const texts = ['a'.repeat(200_000), 'b'.repeat(100_000)];
    writeFileSync(file, texts[0]!);
    const writing = Promise.all([write(file, texts[1]!), write(file, texts[0]!)]);
    let ended = false;
    void writing.finally(() => {
      ended = true;
    });
    while (!ended) {
      expect(texts).toContain(readFileSync(file, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
  });
});
