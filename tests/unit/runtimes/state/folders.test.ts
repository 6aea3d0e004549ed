import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFolders, createFolders } from '#runtimes/state/folders.ts';

test('an ordinary user keeps cache and state in the places the desktop standard names', () => {
  expect(chooseFolders({ port: 4600, env: { HOME: '/home/ada' }, root: false })).toEqual({
    cache: '/home/ada/.cache/spanwise',
    state: '/home/ada/.local/state/spanwise/4600',
    postgres: '/home/ada/.local/state/spanwise/4600/postgres',
  });
  const env = { HOME: '/home/ada', XDG_CACHE_HOME: '/fast', XDG_STATE_HOME: '/safe' };
  expect(chooseFolders({ port: 4600, env, root: false })).toMatchObject({
    cache: '/fast/spanwise',
    state: '/safe/spanwise/4600',
  });
});

test('root keeps them where the user of Postgres can come', () => {
  const folders = chooseFolders({ port: 4600, env: {}, root: true });
  expect(folders).toMatchObject({ cache: '/var/lib/spanwise/cache', state: '/var/lib/spanwise/state/4600' });
  expect(folders.postgres).toMatch(/^\/var\/lib\/spanwise\/postgres\/4600-[0-9a-f]{8}$/);
});

test('a path given wins over the environment, and the environment over the rule', () => {
  const env = { HOME: '/home/ada', SPANWISE_CACHE: '/env/cache', SPANWISE_STATE: '/env/state' };
  expect(chooseFolders({ port: 1, env, root: false })).toMatchObject({
    cache: '/env/cache',
    state: '/env/state',
  });
  expect(chooseFolders({ port: 1, env, root: false, state: '/own', cache: '/mine' })).toMatchObject({
    cache: '/mine',
    state: '/own',
  });
});

test('two state folders of the same name have different Postgres folders', () => {
  const [one, two] = ['/a/state', '/b/state'].map((state) =>
    chooseFolders({ port: 1, state, root: true, env: {} }),
  );
  expect(one!.postgres).not.toBe(two!.postgres);
});

test('only the owner can enter the state folder', async () => {
  const root = mkdtempSync(join(tmpdir(), 'spanwise-folders-'));
  const folders = {
    cache: join(root, 'cache'),
    state: join(root, 'deep/state'),
    postgres: join(root, 'deep/state/postgres'),
  };
  await createFolders(folders);
  expect(statSync(folders.state).mode & 0o777).toBe(0o700);
});
