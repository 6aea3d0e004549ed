import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { followFiles } from '#bench/workspace/follow-bench.ts';

it('tells the page of a written file, and has the sources compared with what runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-follow-'));
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await rm(folder, { recursive: true, force: true });
  });
  const told: string[] = [];
  followFiles(
    {
      labs: new Map(),
      runtime: { lookAtSources: () => void told.push('compared') },
      workspaces: { startNow: () => new Map() },
      emit: (event) => void told.push(event.type),
    },
    { lab: { id: 'one' }, workspace: { folder } } as unknown as OpenLab,
    ['a.go'],
    stop.signal,
  );
  // The first look is for comparison alone; until it has ended a write is part of it.
  await vi.waitFor(
    async () => {
      await writeFile(join(folder, 'a.go'), 'package a\n');
      await new Promise((done) => setTimeout(done, 100));
      expect(told.slice(0, 2)).toEqual(['file', 'compared']);
    },
    { timeout: 8_000, interval: 50 },
  );
});
