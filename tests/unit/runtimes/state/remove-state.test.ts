import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimPostgresFolder } from '#runtimes/state/remove-state.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'spanwise-claim-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function folders(password: boolean) {
  const all = {
    cache: join(home, 'cache'),
    state: join(home, 'state'),
    postgres: join(home, 'postgres', 'one'),
  };
  await mkdir(join(all.postgres, 'data'), { recursive: true });
  await mkdir(join(all.state, 'secrets'), { recursive: true });
  if (password) await writeFile(join(all.state, 'secrets', 'postgres'), 'secret');
  return all;
}

it('keeps data whose password is known', async () => {
  const all = await folders(true);
  await claimPostgresFolder(all);
  expect(await readdir(all.postgres)).toEqual(['data', 'owner']);
});

it('drops data whose password went with a deleted state folder', async () => {
  const all = await folders(false);
  await claimPostgresFolder(all);
  expect(await readdir(all.postgres)).toEqual(['owner']);
});
