import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { firstLineIn, tarOf } from '#runtimes/kind/cluster/tar.ts';

test('tar finds the files in it, byte for byte', async () => {
  const program = Buffer.alloc(1300, 7);
  const files = [
    { name: 'Dockerfile', mode: 0o644, size: 13, content: [Buffer.from('FROM '), Buffer.from('scratch\n')] },
    { name: 'program', mode: 0o755, size: program.length, content: [program] },
  ];
  const archive = Buffer.concat(await Array.fromAsync(tarOf(files)));
  expect(archive.length % 512).toBe(0);
  const tar = (...args: string[]) => execFileSync('tar', args, { input: archive });
  expect(tar('-tvf', '-').toString()).toMatch(
    /^-rw-r--r-- .* 13 .*Dockerfile\n-rwxr-xr-x .* 1300 .*program\n$/,
  );
  expect(tar('-xOf', '-', 'program').equals(program)).toBe(true);
  expect(firstLineIn(archive.toString())).toBe('FROM scratch');
});
