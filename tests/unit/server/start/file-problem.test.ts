import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { ForeignFolder } from '#runtimes/state/own-folder.ts';
import { fileProblem } from '#server/start/file-problem.ts';

const error = (more: object) => Object.assign(new Error('x'), more);

it('says what to do about a folder that cannot be written', () => {
  expect(fileProblem(error({ code: 'EACCES', path: '/state/lock.json' }))).toMatchInlineSnapshot(`
    "This user may not write /state/lock.json. Give the folder to this user, or name another one:
      npm start -- --state <folder>
    "
  `);
  expect(fileProblem(error({ code: 'ERR_SQLITE_ERROR', errcode: 8 }))).toContain(
    'may not write the state folder',
  );
});

it('says what to do about a full disk', () => {
  expect(fileProblem(error({ code: 'ENOSPC', path: '/state/lock.json' }))).toMatchInlineSnapshot(`
    "There is no room on the disk to write /state/lock.json. Make room (npm run clean shows what Spanwise takes) and start again.
    "
  `);
  expect(fileProblem(error({ code: 'ERR_SQLITE_ERROR', errcode: 13 }))).toContain('no room');
});

it('says nothing about other errors', () => {
  expect(fileProblem(error({ code: 'ENOENT' }))).toBeUndefined();
  expect(fileProblem(new Error('a defect'))).toBeUndefined();
});

it('refuses a folder with other files in it, and leaves it as it is', async () => {
  const state = await mkdtemp(join(tmpdir(), 'spanwise-foreign-'));
  await writeFile(join(state, 'thesis.txt'), 'mine');
  const before = (await stat(state)).mode;
  await expect(claimState(chooseFolders({ port: 1, state, root: false }))).rejects.toThrow(ForeignFolder);
  expect((await stat(state)).mode).toBe(before);
  await rm(state, { recursive: true });
  expect(fileProblem(new ForeignFolder('/home/me'))).toMatchInlineSnapshot(`
    "/home/me holds files that are not of a bench. Name an empty folder, or one that does not exist yet:
      npm start -- --state <folder>
    "
  `);
});
