import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LabViewSchema } from '#api/lab-view.ts';
import { ProgressFileSchema } from '#api/progress-file.ts';
import { ChangedSchema, ChangesViewSchema } from '#api/workspace-change.ts';
import { openBench } from './open-bench.ts';

const PRICE = 'internal/shop/price.go';
const START = 'package shop\n\nconst Price = 2\n';
const SOLUTION = 'package shop\n\nconst Price = 1\n';

async function open(given: Parameters<typeof openBench>[0] = {}) {
  const bench = await openBench(given);
  const { call, workspace } = bench;
  const lab = async () => LabViewSchema.parse((await call('GET', '/api/labs/demo')).body);
  const changes = async (query: string) =>
    ChangesViewSchema.parse((await call('GET', `/api/labs/demo/changes?${query}`)).body);
  const change = async (path: string, body?: unknown) => {
    const answer = await call('POST', `/api/labs/demo/${path}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return ChangedSchema.parse(answer.body);
  };
  const price = () => readFile(join(workspace, PRICE), 'utf8');
  const write = (text: string) => writeFile(join(workspace, PRICE), text);
  return { ...bench, lab, changes, change, price, write };
}

describe('a workspace', () => {
  it('is told about, changed, and given back', async () => {
    const { lab, changes, change, price, write, events } = await open();
    await write('mine\n');
    const told = await changes('to=solution&step=fails');
    // The solution is not shown before it is asked for, or all hints were given.
    expect(told.changes).toEqual([
      { path: PRICE, change: 'replaced' },
      { path: 'internal/shop/tax.go', change: 'created' },
    ]);
    // Nor by way of the start of the next step.
    expect((await changes('to=start&step=throws')).changes).toEqual(told.changes);
    const solved = await change('steps/fails/solve', { seen: told.seen });
    expect(solved).toMatchObject({ changes: told.changes, current: 'throws' });
    expect(await price()).toBe(SOLUTION);
    const after = await lab();
    expect(after.steps.map(({ id, passed, mark }) => [id, passed, mark])).toEqual([
      ['passes', false, undefined],
      ['fails', false, 'solved'],
      ['throws', false, undefined],
      ['hangs', false, undefined],
    ]);
    expect(after.copies).toEqual([solved.copy]);
    expect(after.copies[0]!.title).toBe('before step 2 was solved');
    expect(events.filter(({ type }) => type === 'lab')).toEqual([{ type: 'lab', lab: 'demo' }]);
    await change('restore');
    expect(await price()).toBe('mine\n');
    expect((await lab()).steps.map(({ mark }) => mark)).toEqual(Array(4).fill(undefined));
    await change('restore', { copy: (await lab()).copies[0]!.id });
    expect(await price()).toBe(SOLUTION);
    await change('reset');
    expect(await price()).toBe(START);
    expect((await lab()).current).toBe('passes');
  });

  it('is opened at a step, and its files are then compared with that step', async () => {
    const { change, lab, call, write } = await open();
    await change('steps/throws/open');
    expect((await lab()).current).toBe('throws');
    const file = (await call('GET', `/api/labs/demo/files/${PRICE}`)).body;
    expect([file.text, file.start, file.changed]).toEqual([SOLUTION, SOLUTION, false]);
    await write('mine\n');
    const reset = (await call('POST', `/api/labs/demo/files/${PRICE}/reset`)).body;
    expect([reset.text, reset.copy.title]).toEqual([SOLUTION, `before ${PRICE} was reset`]);
    const own = (await call('GET', '/api/labs/demo/changes?from=start')).body;
    expect(own).toMatchObject({ step: 'throws', changes: [] });
  });

  it('is not changed when it has changed since it was looked at', async () => {
    const { changes, call, price, write } = await open();
    const { seen } = await changes('to=start&step=throws');
    await write('mine\n');
    const refused = await call('POST', '/api/labs/demo/steps/throws/open', { seen });
    expect([refused.status, await price()]).toEqual([409, 'mine\n']);
  });

  it('is not changed while a check looks at it', async () => {
    const { call, lifecycle, workspace, checks, price, write } = await open();
    await lifecycle.up(workspace);
    await write('mine\n');
    await call('POST', '/api/labs/demo/steps/hangs/check');
    const refused = await call('POST', '/api/labs/demo/reset');
    expect([refused.status, refused.body.title]).toEqual([
      409,
      'A check is running and looks at these files.',
    ]);
    expect(await price()).toBe('mine\n');
    await call('DELETE', '/api/labs/demo/check');
    await checks.idle();
    expect((await call('POST', '/api/labs/demo/reset')).status).toBe(200);
  });

  it('of another lab stays as it is', async () => {
    const { call, change, write, price, labs } = await open();
    await write('mine\n');
    const other = join(labs.get('other')!.workspace.folder, PRICE);
    await writeFile(other, 'mine too\n');
    await change('steps/throws/open');
    expect(await readFile(other, 'utf8')).toBe('mine too\n');
    expect((await call('GET', '/api/labs/other')).body).toMatchObject({ current: 'only', copies: [] });
    await call('POST', '/api/labs/other/reset');
    expect([await price(), await readFile(other, 'utf8')]).toEqual([
      SOLUTION,
      'package shop\n\nconst Price = 9\n',
    ]);
    const shell = await call('POST', '/api/terminals', { name: 'there', lab: 'other' });
    expect(shell.status).toBe(201);
    expect((await call('POST', '/api/terminals', { name: 'nowhere', lab: 'no' })).status).toBe(404);
  });

  it('answers wrong questions with what is right', async () => {
    const { call } = await open();
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await call(method, `/api/labs/demo/${path}`, body);
      return [answer.status, answer.body];
    };
    expect(await ask('GET', 'changes')).toMatchInlineSnapshot(`
      [
        400,
        {
          "detail": "Received “”.",
          "next": "Give either “to” or “from” as start, solution, lab or copy.",
          "title": "The call must say which state is meant.",
        },
      ]
    `);
    expect(await ask('GET', 'changes?to=start&from=start')).toMatchInlineSnapshot(`
      [
        400,
        {
          "detail": "Received “both”.",
          "next": "Give either “to” or “from” as start, solution, lab or copy.",
          "title": "The call must say which state is meant.",
        },
      ]
    `);
    expect(await ask('GET', 'changes?to=start&step=no')).toMatchInlineSnapshot(`
      [
        404,
        {
          "title": "Lab demo has no step “no”.",
        },
      ]
    `);
    expect(await ask('POST', 'restore')).toMatchInlineSnapshot(`
      [
        404,
        {
          "next": "Look at the list of copies again.",
          "title": "There is no such copy any more.",
        },
      ]
    `);
    expect(await ask('POST', 'restore', { copy: '../../workspaces' })).toMatchInlineSnapshot(`
      [
        404,
        {
          "next": "Look at the list of copies again.",
          "title": "There is no such copy any more.",
        },
      ]
    `);
    expect(await ask('POST', 'steps/passes/hint')).toMatchInlineSnapshot(`
      [
        404,
        {
          "next": "Look at the solution beside your files, or have the step solved.",
          "title": "This step has no hints.",
        },
      ]
    `);
    expect((await ask('POST', 'steps/no/solve'))[0]).toBe(404);
    expect((await ask('POST', 'steps/fails/solve', { seen: 1 }))[0]).toBe(400);
  });
});

describe('a step', () => {
  it('gives its hints one after the other, then its solution beside the learner’s files', async () => {
    const { call, lab, changes } = await open();
    const hints = async () => {
      const { hints, hintsLeft } = (await lab()).steps[1]!;
      return [hints, hintsLeft];
    };
    expect(await hints()).toEqual([[], 2]);
    const first = await call('POST', '/api/labs/demo/steps/fails/hint');
    expect(first.body).toEqual({ hint: 'Look at the price.', number: 1, left: 1 });
    expect(await hints()).toEqual([['Look at the price.'], 1]);
    expect((await changes('to=solution&step=fails')).changes[0]!.diff).toBeUndefined();
    await call('POST', '/api/labs/demo/steps/fails/hint');
    expect((await call('POST', '/api/labs/demo/steps/fails/hint')).status).toBe(404);
    expect(await hints()).toEqual([['Look at the price.', 'It is too high.'], 0]);
    const { changes: shown } = await changes('to=solution&step=fails');
    expect(shown[0]!.diff).toBe('@@ -1,3 +1,3 @@\n package shop\n \n-const Price = 2\n+const Price = 1');
  });

  it('is skipped with the next one opened, or only marked', async () => {
    const { change, lab, price } = await open();
    expect(await change('steps/passes/skip')).toEqual({ changes: [], current: 'fails' });
    expect(await change('steps/fails/skip', { open: false })).toEqual({ changes: [], current: 'throws' });
    expect(await price()).toBe(START);
    await change('steps/fails/skip');
    expect(await price()).toBe(SOLUTION);
    expect((await lab()).steps.map(({ mark }) => mark)).toEqual(['skipped', 'skipped', undefined, undefined]);
    expect(await change('steps/hangs/skip')).toMatchObject({ changes: [], current: 'hangs' });
  });

  it('that was solved is not passed by its solution, and is again after a reset', async () => {
    const { call, change, lab, lifecycle, workspace, checks } = await open();
    await lifecycle.up(workspace);
    const check = async () => {
      await call('POST', '/api/labs/demo/steps/passes/check');
      await checks.idle();
      return lab();
    };
    await change('steps/passes/solve');
    expect((await check()).attempts[0]).toMatchObject({ solved: true, verdict: { status: 'pass' } });
    expect((await lab()).steps[0]).toMatchObject({ passed: false, mark: 'solved' });
    await change('steps/passes/reset');
    const own = await check();
    expect(own.attempts[0]!.solved).toBeUndefined();
    expect(own.steps[0]).toMatchObject({ passed: true });
  });

  it('has its command for this runtime', async () => {
    const { lab } = await open();
    expect((await lab()).steps[1]!.commands[0]!.run).toBe('echo "on this machine"');
  });
});

describe('a bench left for a day', () => {
  it('is as it was when it is started again from its state folder', async () => {
    const first = await open();
    await first.lifecycle.up(first.workspace);
    await first.call('POST', '/api/labs/demo/steps/passes/check');
    await first.checks.idle();
    await first.change('steps/throws/open');
    await first.write('mine\n');
    await first.call('POST', '/api/labs/demo/steps/fails/hint');
    await first.call('POST', '/api/labs/demo/steps/hangs/skip');
    const before = await first.lab();
    await first.end();
    const second = await open({ state: first.state });
    expect(await second.lab()).toEqual(before);
    expect(await second.price()).toBe('mine\n');
    await second.change('restore', { copy: before.copies.at(-1)!.id });
    expect(await second.price()).toBe(START);
  });
});

describe('the record', () => {
  it('goes out as a file and comes into another bench, which keeps its own', async () => {
    const here = await open();
    await here.lifecycle.up(here.workspace);
    for (const step of ['passes', 'fails']) {
      await here.call('POST', `/api/labs/demo/steps/${step}/check`);
      await here.checks.idle();
    }
    const file = ProgressFileSchema.parse((await here.call('GET', '/api/progress/export')).body);
    expect(file.attempts.map(({ step }) => step)).toEqual(['passes', 'fails']);
    const there = await open();
    await there.change('steps/throws/skip', { open: false });
    const imported = await there.call('POST', '/api/progress/import', file);
    expect(imported.body).toEqual({ attempts: 2, marks: 0, known: 0, reading: {} });
    const lab = await there.lab();
    expect(lab.attempts.map(({ step }) => step)).toEqual(['fails', 'passes']);
    expect(lab.steps.map(({ passed, mark }) => [passed, mark])).toEqual([
      [true, undefined],
      [false, undefined],
      [false, 'skipped'],
      [false, undefined],
    ]);
    expect((await there.call('POST', '/api/progress/import', file)).body.known).toBe(2);
  });

  it('is refused when it is something else, and may be larger than other bodies', async () => {
    const { call, lab } = await open();
    const verdict = { status: 'fail', title: 'x'.repeat(1000), observed: '', expected: '', evidence: [] };
    const attempts = Array.from({ length: 2000 }, (_, time) => {
      return { lab: 'demo', step: 'fails', time, duration: 1, verdict };
    });
    const file = { format: 'spanwise-progress', version: 3, exported: 1, attempts, marks: [], hints: [] };
    expect((await call('POST', '/api/progress/import', { ...file, version: 5 })).status).toBe(409);
    expect((await call('POST', '/api/progress/import', { ...file, marks: 1 })).status).toBe(400);
    expect((await call('POST', '/api/progress/import', [])).status).toBe(400);
    expect((await lab()).attempts).toEqual([]);
    expect((await call('POST', '/api/progress/import', file)).body.attempts).toBe(2000);
  });
});
