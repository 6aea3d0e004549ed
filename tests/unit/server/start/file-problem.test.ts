import { expect, it } from 'vitest';
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
