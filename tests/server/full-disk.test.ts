import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it, vi } from 'vitest';
import { openBench } from './open-bench.ts';
import { openLab } from './open-lab.ts';

const PRICE = 'internal/shop/price.go';
/** The code with which the disk refuses texts of learners; none while it takes them. */
const disk = vi.hoisted(() => ({ refuses: '' }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...[path, flags, mode]: Parameters<typeof real.open>) => {
      const handle = await real.open(path, flags, mode);
      const write = handle.writeFile.bind(handle);
      handle.writeFile = async (...given) => {
        if (disk.refuses === '' || !String(path).includes('price.go')) return write(...given);
        // What had room is there by then: a part of the text.
        await write('mi');
        const error = new Error(`${disk.refuses}: the disk refuses, write`);
        throw Object.assign(error, { code: disk.refuses, syscall: 'write' });
      };
      return handle;
    },
  };
});

afterEach(() => {
  disk.refuses = '';
});

it.each([
  ['ENOSPC', 'Make room on the disk and try again.'],
  ['EDQUOT', 'Make room within your quota on the disk and try again.'],
  ['EIO', 'Put right what the message names and try again.'],
])(
  'a save that meets %s says so, leaves the old text whole, and is done once it can be',
  async (code, next) => {
    const { call, workspace } = await openBench();
    const path = `/api/labs/demo/files/${PRICE}`;
    const { version: baseVersion, text } = (await call('GET', path)).body;
    const save = () => call('PUT', path, { text: 'mine\n', baseVersion });
    const onDisk = () => readFile(join(workspace, PRICE), 'utf8');
    disk.refuses = code;
    const refused = await save();
    expect([refused.status, refused.body]).toEqual([
      507,
      {
        title: 'The file could not be written; the old text is untouched.',
        detail: `${code}: the disk refuses, write`,
        next,
      },
    ]);
    expect([await onDisk(), await readdir(join(workspace, 'internal/shop'))]).toEqual([
      text,
      ['name.go', 'price.go'],
    ]);
    disk.refuses = '';
    expect([(await save()).status, await onDisk()]).toEqual([200, 'mine\n']);
  },
);

/** SQLite takes no page more than it has, as on a full disk; what room is left in a table is filled with rows of other labs. */
function fill(database: DatabaseSync, insert: string): void {
  database.exec('PRAGMA max_page_count = 1');
  const row = database.prepare(insert);
  const all = () => {
    for (let lab = 0; lab < 10_000; lab++) row.run(`another lab ${lab}`);
  };
  expect(all).toThrow('full');
}

const ATTEMPT = `INSERT INTO attempts (lab, step, time, duration, verdict) VALUES (?, '', 0, 0, '')`;
const HINT = `INSERT INTO hints (lab, step, given) VALUES (?, '', 1)`;
const NOT_KEPT =
  'The check came to its end, but its verdict could not be kept: database or disk is full. Make room on the disk, and check again.';

it('a check whose verdict cannot be kept says so, and not that somebody has cancelled it', async () => {
  const { call, checks, events, lifecycle, workspace, database } = await openBench();
  await lifecycle.up(workspace);
  fill(database, ATTEMPT);
  const { run } = (await call('POST', '/api/labs/demo/steps/passes/check')).body;
  await checks.idle();
  expect(events.at(-1)).toMatchObject({ type: 'check', state: 'cancelled', problem: NOT_KEPT });
  expect((await call('GET', `/api/labs/demo/checks/${run}`)).body).toMatchObject({ problem: NOT_KEPT });
});

it('the command says so too, and ends as one whose bench is broken', async () => {
  const { run, database } = await openLab();
  fill(database, ATTEMPT);
  const { code, out, err } = await run('check passes');
  expect([code, out]).toEqual([3, '']);
  expect(err.replaceAll(/\s+/g, ' ')).toContain(NOT_KEPT);
});

it('what cannot be noted is no defect of the server, and what was there is still shown', async () => {
  const { call, database } = await openBench();
  await call('GET', '/api/labs/demo');
  fill(database, HINT);
  expect((await call('GET', '/api/labs/demo')).status).toBe(200);
  const hint = await call('POST', '/api/labs/demo/steps/fails/hint');
  expect([hint.status, hint.body]).toEqual([
    507,
    {
      title: 'There is no room on the disk, so nothing of this was kept.',
      detail: 'database or disk is full',
      next: 'Make room (npm run clean shows what Spanwise takes) and try again.',
    },
  ]);
});
