import { expect, test } from 'vitest';
import { judgeDisks } from '#runtimes/go/disk-requirement.ts';

const disks = { cacheFolder: '/c', free: 9e9, built: false, temporary: '/tmp', freeForGo: 5e9 };

test('a full disk is named with what it is for, and what helps', () => {
  expect(judgeDisks(disks)).toEqual({ name: 'Disk', ok: true, detail: '9.0 GB free for /c' });
  expect(judgeDisks({ ...disks, free: 4e9 })).toMatchObject({
    detail: '4.0 GB free for /c; the first build needs 6 GB',
    fix: 'npm run clean',
  });
  expect(judgeDisks({ ...disks, free: 4e9, built: true, freeForGo: undefined })).toMatchObject({ ok: true });
});

test('so is a temporary folder that is too small for Go', () => {
  expect(judgeDisks({ ...disks, freeForGo: 4e8 })).toMatchInlineSnapshot(`
    {
      "detail": "0.4 GB free for /tmp, where Go puts programs together; the first build needs 1 GB there",
      "fix": "mkdir -p /c/tmp && GOTMPDIR=/c/tmp npm start",
      "name": "Disk",
      "ok": false,
    }
  `);
});
