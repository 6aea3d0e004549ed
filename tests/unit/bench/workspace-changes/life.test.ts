import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROKEN, filesOf, MENDED, newShop, openBench, START } from '../tiny-course.ts';

async function shop() {
  const { root, put } = await newShop();
  return { ...(await openBench(root)), root, put };
}

describe('a workspace', () => {
  it('becomes exactly the start or the solution of a step', async () => {
    const { change, files } = await shop();
    expect(await files()).toEqual(START);
    await change({ reason: 'open', step: 'mend' });
    expect(await files()).toEqual(BROKEN);
    await change({ reason: 'solve', step: 'mend' });
    expect(await files()).toEqual(MENDED);
    await change({ reason: 'reset-step', step: 'break' });
    expect(await files()).toEqual(START);
    await change({ reason: 'skip', step: 'break', next: 'mend' });
    expect(await files()).toEqual(BROKEN);
    await change({ reason: 'reset-lab' });
    expect(await files()).toEqual(START);
  });

  it('loses what the learner added to the module and gets back what they deleted; notes stay', async () => {
    const { change, files, write, folder } = await shop();
    await write('a.go', 'mine\n');
    await write('extra.go', 'would not compile with the solution\n');
    await write('vendor/modules.txt', '# vendored\n');
    await write('go.work', 'go 1.26\n');
    await write('notes.txt', 'remember\n');
    await write('.git/config', 'mine\n');
    await rm(join(folder, 'sub'), { recursive: true });
    const done = await change({ reason: 'solve', step: 'break' });
    expect(done.changes).toEqual([
      { path: 'a.go', change: 'replaced' },
      { path: 'broken.go', change: 'created' },
      { path: 'extra.go', change: 'removed' },
      { path: 'go.work', change: 'removed' },
      { path: 'sub/b.go', change: 'created' },
      { path: 'vendor/modules.txt', change: 'removed' },
    ]);
    expect(await files()).toEqual({ ...BROKEN, 'notes.txt': 'remember\n', '.git/config': 'mine\n' });
    // Go takes even an empty vendor folder for the modules.
    await expect(mkdir(join(folder, 'vendor'))).resolves.toBeUndefined();
    expect(await filesOf(done.copy!.folder)).toEqual({
      'a.go': 'mine\n',
      'extra.go': 'would not compile with the solution\n',
      'go.mod': 'module bookstore\n',
      'go.work': 'go 1.26\n',
      'vendor/modules.txt': '# vendored\n',
    });
  });

  it('comes back whole by undo, with marks and place', async () => {
    const { change, files, write, folder, labProgress, open, copies } = await shop();
    await change({ reason: 'skip', step: 'look', next: 'break' });
    await write('a.go', 'mine\n');
    await write('sub/deep/own.go', 'own\n');
    await rm(join(folder, 'sub/b.go'));
    await symlink('a.go', join(folder, 'again.go'));
    const mine = await files();
    const { copy, current } = await change({ reason: 'solve', step: 'break' });
    expect(current).toBe('mend');
    expect(await files()).toEqual(BROKEN);
    expect([...labProgress.marks('demo')]).toEqual([
      ['break', 'solved'],
      ['look', 'skipped'],
    ]);
    await change({ reason: 'restore', copy: copy!.id });
    expect(await files()).toEqual(mine);
    expect(labProgress.current(open.lab)).toBe('break');
    expect([...labProgress.marks('demo')]).toEqual([['look', 'skipped']]);
    // Undo is itself a change that can be undone.
    const [undone] = await copies();
    await change({ reason: 'restore', copy: undone!.id });
    expect(await files()).toEqual(BROKEN);
    expect(labProgress.current(open.lab)).toBe('mend');
  });

  it('is not copied when nothing differs', async () => {
    const { change, copies, labProgress, open } = await shop();
    expect(await change({ reason: 'open', step: 'break' })).toEqual({ changes: [], current: 'break' });
    expect(await change({ reason: 'reset-lab' })).toEqual({ changes: [], current: 'look' });
    expect(await copies()).toEqual([]);
    expect(labProgress.current(open.lab)).toBe('look');
  });

  it('has one file put back without the others', async () => {
    const { change, files, write, folder } = await shop();
    await write('a.go', 'mine\n');
    await write('sub/b.go', 'mine too\n');
    await write('own.go', 'own\n');
    const done = await change({ reason: 'reset-file', step: 'look', path: 'a.go' });
    expect(done.changes).toEqual([{ path: 'a.go', change: 'replaced' }]);
    expect(done.copy!.title).toBe('before a.go was reset');
    expect(await files()).toEqual({ ...START, 'sub/b.go': 'mine too\n', 'own.go': 'own\n' });
    await rm(join(folder, 'a.go'));
    await write('a.go/inside/.hidden', 'in the way\n');
    const folderReset = await change({ reason: 'reset-file', step: 'look', path: 'a.go' });
    expect((await files())['a.go']).toBe(START['a.go']);
    expect((await filesOf(folderReset.copy!.folder))['a.go/inside/.hidden']).toBe('in the way\n');
  });

  it('is never left by a link, and the link is kept', async () => {
    const { change, files, folder, root } = await shop();
    await writeFile(join(root, 'outside.txt'), 'not ours');
    await mkdir(join(root, 'elsewhere'));
    await writeFile(join(root, 'elsewhere/b.go'), 'not ours either');
    await rm(join(folder, 'a.go'));
    await symlink(join(root, 'outside.txt'), join(folder, 'a.go'));
    await rm(join(folder, 'sub'), { recursive: true });
    await symlink(join(root, 'elsewhere'), join(folder, 'sub'));
    const { copy } = await change({ reason: 'reset-lab' });
    expect(await files()).toEqual(START);
    expect(await filesOf(join(root, 'elsewhere'))).toEqual({ 'b.go': 'not ours either' });
    expect((await filesOf(root))['outside.txt']).toBe('not ours');
    await change({ reason: 'restore', copy: copy!.id });
    expect(await files()).toMatchObject({
      'a.go': `-> ${join(root, 'outside.txt')}`,
      sub: `-> ${join(root, 'elsewhere')}`,
    });
  });

  it('is made anew when the learner removed it as a whole', async () => {
    const { change, files, folder } = await shop();
    await rm(folder, { recursive: true });
    await change({ reason: 'open', step: 'mend' });
    expect(await files()).toEqual(BROKEN);
  });
});

describe('what is told before', () => {
  it('is what then happens, and refuses when the files have changed since', async () => {
    const { workspaces, open, write, change, files } = await shop();
    await write('a.go', 'mine\n');
    const told = await workspaces.compare(open, { reason: 'open', step: 'mend' }, 'to');
    if ('refused' in told) throw new Error('refused');
    expect(told).toMatchInlineSnapshot(`
      {
        "changes": [
          {
            "change": "replaced",
            "diff": "@@ -1,1 +1,1 @@
      -mine
      +a broken",
            "path": "a.go",
          },
          {
            "change": "created",
            "diff": "@@ -0,0 +1,1 @@
      +new in break",
            "path": "broken.go",
          },
        ],
        "seen": "${told.seen}",
        "step": "mend",
      }
    `);
    await write('a.go', 'mine, newer\n');
    expect(await workspaces.change(open, { reason: 'open', step: 'mend' }, told.seen)).toMatchInlineSnapshot(`
      {
        "because": "conflict",
        "refused": {
          "next": "Look at the list of changes again.",
          "title": "The files have changed since you were told what would happen, so nothing was done.",
        },
      }
    `);
    expect((await files())['a.go']).toBe('mine, newer\n');
    const again = await workspaces.compare(open, { reason: 'open', step: 'mend' }, 'to');
    const done = await workspaces.change(
      open,
      { reason: 'open', step: 'mend' },
      'seen' in again ? again.seen : '',
    );
    expect(done).toMatchObject({ current: 'mend' });
    expect(await change({ reason: 'open', step: 'mend' })).toEqual({ changes: [], current: 'mend' });
  });

  it('is the learner’s own work when asked the other way', async () => {
    const { workspaces, open, write, folder } = await shop();
    await write('a.go', 'mine\n');
    await write('own.go', 'own\n');
    await rm(join(folder, 'sub/b.go'));
    const own = await workspaces.compare(open, { reason: 'open', step: 'look' }, 'from');
    expect('changes' in own && own.changes).toEqual([
      { path: 'a.go', change: 'replaced', diff: '@@ -1,1 +1,1 @@\n-a of the lab\n+mine' },
      { path: 'own.go', change: 'created', diff: '@@ -0,0 +1,1 @@\n+own' },
      { path: 'sub/b.go', change: 'removed', diff: '@@ -1,1 +0,0 @@\n-b of the shop' },
    ]);
  });

  it('waits for no check: a change is refused while one runs', async () => {
    const { workspaces, open, setBusy, files, write } = await shop();
    await write('a.go', 'mine\n');
    setBusy(true);
    expect(await workspaces.change(open, { reason: 'reset-lab' })).toMatchInlineSnapshot(`
      {
        "because": "conflict",
        "refused": {
          "next": "Wait until it ends, or cancel it.",
          "title": "A check is running and looks at these files.",
        },
      }
    `);
    expect((await files())['a.go']).toBe('mine\n');
  });
});

describe('kept copies', () => {
  it('are bounded, the newest stay, and of equal ones there is one', async () => {
    const { root } = await newShop();
    let clock = 1_000_000;
    const { change, write, copies } = await openBench(root, { now: () => clock++ });
    for (let count = 1; count <= 35; count++) {
      await write('a.go', `version ${count}\n`);
      await change({ reason: 'reset-lab' });
    }
    const kept = await copies();
    expect(kept.length).toBe(30);
    const texts = await Promise.all(
      kept.map(async ({ folder }) => (await filesOf(join(folder, 'files')))['a.go']),
    );
    expect(texts[0]).toBe('version 35\n');
    expect(texts.at(-1)).toBe('version 6\n');
    for (let count = 0; count < 12; count++) {
      const [newest] = await copies();
      await change({ reason: 'restore', copy: newest!.id });
    }
    // Going back and forth between two states adds one copy and pushes out one.
    const after = await copies();
    const states = new Set(after.map(({ state }) => state));
    expect([after.length, states.size]).toEqual([30, 30]);
  });

  it('that are damaged or somebody else’s are neither offered nor removed', async () => {
    const { change, write, copies, root } = await shop();
    const strange = join(root, 'state/copies/demo/mine');
    await mkdir(strange, { recursive: true });
    await writeFile(join(strange, 'copy.json'), '{"version":2}');
    await write('a.go', 'mine\n');
    await change({ reason: 'reset-lab' });
    expect((await copies()).map(({ reason }) => reason)).toEqual(['reset-lab']);
    expect(await filesOf(strange)).toEqual({ 'copy.json': '{"version":2}' });
  });
});

describe('a bench reopened from disk', () => {
  it('is as it was left', async () => {
    const { root } = await newShop();
    const before = await openBench(root);
    await before.change({ reason: 'open', step: 'mend' });
    await before.write('a.go', 'mine\n');
    await before.write('own.go', 'own\n');
    before.labProgress.giveHint('demo', 'mend', 2);
    before.pass('break', Date.now() - 1000);
    const files = await before.files();
    const copies = await before.copies();
    before.database.close();
    const after = await openBench(root);
    expect(await after.files()).toEqual(files);
    expect(await after.copies()).toEqual(copies);
    expect(after.labProgress.current(after.open.lab)).toBe('mend');
    expect(after.labProgress.hints('demo').get('mend')).toBe(2);
    expect([...after.attempts.passed('demo')]).toEqual(['break']);
    await after.change({ reason: 'restore', copy: copies[0]!.id });
    expect(await after.files()).toEqual(START);
  });
});
