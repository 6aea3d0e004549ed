import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { filesOf, MENDED, newShop, openBench, START } from '../../unit/bench/tiny-course.ts';

const MINE = { ...START, 'a.go': 'mine\n', 'own.go': 'own\n' };

it('a process that is killed while it changes a workspace leaves it, once reopened, in one of its two states', async () => {
  const { root } = await newShop();
  const first = await openBench(root);
  await first.write('a.go', MINE['a.go']);
  await first.write('own.go', MINE['own.go']);
  await first.change({ reason: 'solve', step: 'mend' });
  first.database.close();
  for (let round = 0; round < 12; round++) {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, 'change-forever.ts'), root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await wait(20 + Math.random() * 80);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(child.signalCode, 'it ended by itself').toBe('SIGKILL');
    const { files, copies, database } = await openBench(root);
    const now = await files();
    expect([MINE, MENDED]).toContainEqual(now);
    const kept = await Promise.all((await copies()).map(({ folder }) => filesOf(join(folder, 'files'))));
    expect([now, ...kept]).toContainEqual(MINE);
    expect([now, ...kept]).toContainEqual(MENDED);
    database.close();
  }
});
