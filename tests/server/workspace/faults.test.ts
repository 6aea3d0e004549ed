import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { Action } from '#bench/workspace-changes/action.ts';
import { BROKEN, filesOf, newShop, openBench } from '../../unit/bench/tiny-course.ts';

/** Stands before every call that reads a file or changes the disk, and says what becomes of it. */
const door = vi.hoisted(() => ({ before: async (_call: string, _path: string): Promise<void> => {} }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const guarded = <Args extends [unknown, ...unknown[]], Result>(
    call: string,
    work: (...args: Args) => Promise<Result>,
  ) => {
    return async (...args: Args): Promise<Result> => {
      await door.before(call, String(args[0]));
      return work(...args);
    };
  };
  return {
    ...real,
    mkdir: guarded('mkdir', real.mkdir as (path: string) => Promise<unknown>),
    rename: guarded('rename', real.rename),
    link: guarded('link', real.link),
    symlink: guarded('symlink', real.symlink),
    unlink: guarded('unlink', real.unlink),
    rmdir: guarded('rmdir', real.rmdir),
    rm: guarded('rm', real.rm),
    readFile: guarded('read', real.readFile as (path: string) => Promise<Buffer>),
    open: async (path: string, flags: string, mode: number) => {
      await door.before(flags === 'r' ? 'read' : 'open', path);
      const handle = await real.open(path, flags, mode);
      // Nothing here is about a loss of power, and waiting for the disk is most of the time it takes.
      handle.sync = async () => {};
      const write = handle.writeFile.bind(handle);
      handle.writeFile = async (data) => {
        await door.before('write', path);
        return write(data);
      };
      return handle;
    },
  };
});

afterEach(() => {
  door.before = async () => {};
});

const MINE = {
  'go.mod': 'module bookstore\n',
  'a.go': 'mine\n',
  'own.go': 'own\n',
  'sub/own.go': 'own below\n',
};
const OPEN: Action = { reason: 'open', step: 'mend' };

/** A bench with a learner's work in it: a file changed, one added, one deleted. */
async function worked() {
  const { root } = await newShop();
  const bench = await openBench(root);
  for (const [path, text] of Object.entries(MINE)) await bench.write(path, text);
  await disk.rm(join(bench.folder, 'sub/b.go'));
  expect(await bench.files()).toEqual(MINE);
  return { root, ...bench };
}

/** Whether every text of the learner's is in the workspace or in a copy that is offered. */
async function lost(root: string): Promise<string[]> {
  const { copies, files } = await openBench(root, { finish: false });
  const kept = await Promise.all((await copies()).map(({ folder }) => filesOf(join(folder, 'files'))));
  const there = [await files(), ...kept].flatMap((all) => Object.entries(all));
  return Object.entries(MINE)
    .filter(([path, text]) => !there.some(([at, found]) => at === path && found === text))
    .map(([path]) => path);
}

it('a server that dies at any moment loses nothing, and the next one finishes or has not begun', async () => {
  let outcomes = '';
  for (let fatal = 1; ; fatal++) {
    const { root, workspaces, open, database } = await worked();
    let calls = 0;
    let dies: () => void = () => {};
    const dead = new Promise<'dead'>((resolve) => (dies = () => resolve('dead')));
    door.before = async (call) => {
      if (call === 'read' || ++calls < fatal) return;
      dies();
      await new Promise(() => {});
    };
    const ended = await Promise.race([workspaces.change(open, OPEN).then(() => 'done' as const), dead]);
    door.before = async () => {};
    expect(await lost(root), `dead at call ${fatal}`).toEqual([]);
    database.close();
    const next = await openBench(root);
    const files = await next.files();
    const finished = !('own.go' in files);
    expect(files, `dead at call ${fatal}`).toEqual(finished ? BROKEN : MINE);
    expect(next.labProgress.current(next.open.lab)).toBe(finished ? 'mend' : 'look');
    expect(await lost(root), `after the restart, dead at call ${fatal}`).toEqual([]);
    await next.change(OPEN);
    const [copy] = await next.copies();
    await next.change({ reason: 'restore', copy: copy!.id });
    expect(await next.files()).toEqual(MINE);
    outcomes += finished ? 'F' : '.';
    if (ended === 'done') break;
  }
  // Both happened, and from the first finished one on every later one is.
  expect(outcomes).toMatch(/^\.{10,}F{10,}$/);
}, 60_000);

it('work done between the death and the next start is kept in a copy of its own', async () => {
  const { root, workspaces, open, folder, database } = await worked();
  door.before = async (call, path) => {
    // The first text of the workspace has been moved into the copy; nothing is in its place yet.
    if (call === 'link' && path.includes('demo.stage')) await new Promise(() => {});
  };
  void workspaces.change(open, OPEN);
  await vi.waitFor(async () => expect(await filesOf(folder)).not.toHaveProperty('a.go'));
  door.before = async () => {};
  database.close();
  await disk.writeFile(join(folder, 'a.go'), 'written by hand after the crash\n');
  const next = await openBench(root);
  expect(await next.files()).toEqual(BROKEN);
  const texts = await Promise.all(
    (await next.copies()).map(async ({ folder: copy }) => (await filesOf(join(copy, 'files')))['a.go']),
  );
  expect(texts.toSorted()).toEqual(['mine\n', 'written by hand after the crash\n']);
});

it('a disk that is full from any moment on is met before a file is touched, or leaves a copy to go back to', async () => {
  let outcomes = '';
  for (let last = 0; ; last++) {
    const { root, workspaces, open, files } = await worked();
    let calls = 0;
    door.before = async (call) => {
      const needsRoom = ['open', 'write', 'mkdir', 'link', 'symlink'].includes(call);
      if (needsRoom && calls++ >= last)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
    const done = await workspaces.change(open, OPEN);
    door.before = async () => {};
    expect(await lost(root), `full at call ${last}`).toEqual([]);
    if (!('refused' in done)) break;
    expect(done.because).toBe('disk');
    const untouched = done.refused.title.endsWith('nothing was changed.');
    if (untouched) expect(await files(), `full at call ${last}`).toEqual(MINE);
    outcomes += untouched ? '.' : 'M';
    const next = await openBench(root);
    await next.change(OPEN);
    expect(await next.files()).toEqual(BROKEN);
    expect(await lost(root)).toEqual([]);
  }
  expect(outcomes).toMatch(/^\.{10,}M+$/);
}, 60_000);

it('a text saved in the last moment, after it was copied, is in the copy all the same', async () => {
  const { workspaces, open, folder, files, copies } = await worked();
  door.before = async (call, path) => {
    if (call === 'rename' && path === join(folder, 'a.go')) {
      door.before = async () => {};
      await disk.writeFile(join(folder, 'a.go'), 'saved late\n');
    }
  };
  await workspaces.change(open, OPEN);
  expect(await files()).toEqual(BROKEN);
  const [copy] = await copies();
  expect((await filesOf(join(copy!.folder, 'files')))['a.go']).toBe('saved late\n');
});

it('a file that an editor puts back while it is being replaced is not written over', async () => {
  const { workspaces, open, folder, files, copies } = await worked();
  let again = 3;
  door.before = async (call, path) => {
    if (call === 'link' && path.includes('demo.stage') && again-- > 0)
      await disk.writeFile(join(folder, 'a.go'), `put back ${again}\n`);
  };
  await workspaces.change(open, OPEN);
  expect(await files()).toEqual(BROKEN);
  const [copy] = await copies();
  expect((await filesOf(join(copy!.folder, 'files')))['a.go']).toMatch(/^put back \d\n$/);
});

it('a file that cannot be read stops everything before it begins', async () => {
  const { workspaces, open, folder, files, copies } = await worked();
  door.before = async (call, path) => {
    if (call === 'read' && path === join(folder, 'own.go'))
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  };
  expect(await workspaces.change(open, OPEN)).toMatchInlineSnapshot(`
    {
      "because": "conflict",
      "refused": {
        "detail": "EACCES: permission denied",
        "next": "Give yourself the right to read it, or remove it, and try again.",
        "title": "own.go cannot be read, so no copy of it could be kept. Nothing was changed.",
      },
    }
  `);
  door.before = async () => {};
  expect(await files()).toEqual(MINE);
  expect(await copies()).toEqual([]);
});
