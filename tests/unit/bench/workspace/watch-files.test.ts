import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchFiles } from '#bench/workspace/watch-files.ts';

it('tells of a file that was written, also where it has the text again that was told last', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-watch-'));
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await rm(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'a.go');
  await writeFile(file, 'one');
  const told: string[] = [];
  watchFiles(
    () => ({ folder, start: new Map() }),
    ['a.go'],
    ({ version }) => told.push(version),
    stop.signal,
  );
  // The first look is for comparison alone; until it has ended a write is part of it.
  await vi.waitFor(
    async () => {
      await writeFile(file, 'one');
      await new Promise((done) => setTimeout(done, 100));
      expect(told.length).toBeGreaterThan(0);
    },
    { timeout: 8_000, interval: 50 },
  );
  expect(new Set(told).size).toBe(1);
});
