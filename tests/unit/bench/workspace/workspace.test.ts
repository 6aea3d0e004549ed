import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openWorkspace } from '#bench/workspace/workspace.ts';

async function course(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), 'spanwise-workspace-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await put(path, text);
  const labs = join(root, 'labs');
  const state = join(root, 'state');
  return {
    put,
    state,
    remove: (path: string) => rm(join(root, path)),
    open: () => openWorkspace(labs, state, 'demo'),
    read: (path: string) => readFile(join(state, 'workspaces/demo', path), 'utf8').catch(() => undefined),
  };
}

const FILES = {
  'labs/bookstore/go.mod': 'module bookstore',
  'labs/bookstore/a.go': 'a1',
  'labs/bookstore/b.go': 'b1',
  'labs/bookstore/c.go': 'c1',
  'labs/bookstore/.hidden': 'x',
  'labs/demo/start/a.go': 'a1 of the lab',
};

it('is the Bookstore with the lab’s start over it', async () => {
  const { open, read, state } = await course(FILES);
  await open();
  expect((await readdir(join(state, 'workspaces/demo'))).toSorted()).toEqual([
    'a.go',
    'b.go',
    'c.go',
    'go.mod',
  ]);
  expect(await read('a.go')).toBe('a1 of the lab');
});

it('keeps what the learner changed or deleted and refreshes the rest when the course is updated', async () => {
  const { open, read, put, remove, state } = await course(FILES);
  await open();
  await writeFile(join(state, 'workspaces/demo/a.go'), 'mine');
  await rm(join(state, 'workspaces/demo/c.go'));
  await writeFile(join(state, 'workspaces/demo/own.go'), 'my own file');
  await put('labs/demo/start/a.go', 'a2');
  await put('labs/bookstore/b.go', 'b2');
  await put('labs/bookstore/c.go', 'c2');
  await put('labs/bookstore/d.go', 'd1');
  await open();
  expect(await Promise.all(['a.go', 'b.go', 'c.go', 'd.go', 'own.go'].map(read))).toEqual([
    'mine',
    'b2',
    undefined,
    'd1',
    'my own file',
  ]);
  await remove('labs/bookstore/d.go');
  await remove('labs/demo/start/a.go');
  await open();
  expect([await read('d.go'), await read('a.go')]).toEqual([undefined, 'mine']);
});

it('takes every difference for the learner’s when its record is lost', async () => {
  const { open, read, put, state } = await course(FILES);
  await open();
  await rm(join(state, 'workspaces/demo.base.json'));
  await put('labs/bookstore/b.go', 'b2');
  await open();
  expect(await read('b.go')).toBe('b1');
});

it('starts again from nothing after a start that was cut off', async () => {
  const { open, read, state } = await course(FILES);
  await mkdir(join(state, 'workspaces/demo.draft'), { recursive: true });
  await writeFile(join(state, 'workspaces/demo.draft/half.go'), 'half');
  await open();
  expect([await read('half.go'), await read('b.go')]).toEqual([undefined, 'b1']);
});

it('opens again when the learner put a folder or a circle of links in a file’s place', async () => {
  const { open, remove, state } = await course(FILES);
  await open();
  await remove('state/workspaces/demo/b.go');
  await mkdir(join(state, 'workspaces/demo/b.go'));
  await remove('state/workspaces/demo/c.go');
  await symlink('c.go', join(state, 'workspaces/demo/c.go'));
  await open();
  expect((await readdir(join(state, 'workspaces/demo'))).toSorted()).toContain('c.go');
});
