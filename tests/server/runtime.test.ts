import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { RuntimeViewSchema } from '#api/runtime-view.ts';
import { PATIENT } from '../patient.ts';
import { openBench as open } from './open-bench.ts';

const to = (runtime: string) => ['POST', '/api/bench/runtime', { runtime }] as const;

async function ready() {
  const bench = await open();
  await bench.lifecycle.up(bench.workspace);
  return bench;
}

it('says which runtimes there are and which the bench has', async () => {
  const { call } = await ready();
  const { body } = await call('GET', '/api/bench');
  expect(RuntimeViewSchema.parse(body.runtime)).toEqual({
    name: 'local',
    choices: [
      { name: 'local', where: 'this machine' },
      { name: 'kind', where: 'the kind cluster “spanwise”' },
    ],
  });
});

it('takes the bench to the other runtime and back, with the same workspace', async () => {
  const { call, fakes, events, kept, move, workspace, lifecycle } = await ready();
  expect(await call(...to('kind'))).toMatchObject({ status: 202, body: { name: 'local', changing: 'kind' } });
  await move.idle();
  expect(fakes.local.asked).toEqual([`up ${workspace}`, 'down']);
  expect(fakes.kind.asked).toEqual([`up ${workspace}`]);
  expect((await call('GET', '/api/bench')).body).toMatchObject({ ready: true, runtime: { name: 'kind' } });
  expect((await call('GET', '/api/hello')).body).toMatchObject({ runtime: 'kind', ready: true });
  expect(kept).toEqual(['kind']);
  const told = events.flatMap((event) => {
    if (event.type === 'ready') return [event.ready ? 'ready' : event.reason];
    return event.type === 'runtime' ? [`${event.runtime.name} → ${event.runtime.changing}`] : [];
  });
  expect(told).toEqual([
    'ready',
    'The bench is being changed to the kind cluster “spanwise”.',
    'local → kind',
    'kind → undefined',
    'The bench is starting.',
    'ready',
  ]);
  await call(...to('local'));
  await move.idle();
  expect(fakes.kind.asked.at(-1)).toBe('down');
  expect([lifecycle.state().ready, kept]).toEqual([true, ['kind', 'local']]);
});

it('changes nothing where the other runtime cannot be had, and says what helps', async () => {
  const { call, fakes, lifecycle, kept, workspace } = await ready();
  fakes.kind.requirementsOk = false;
  const { status, body } = await call(...to('kind'));
  expect(status).toBe(409);
  expect(body).toMatchInlineSnapshot(`
    {
      "detail": "Go: go is not on the PATH. What helps: apt install go",
      "next": "Fix that and ask again. Until then the bench stays where it is.",
      "title": "The bench cannot run on the kind cluster “spanwise” yet, so nothing was changed.",
    }
  `);
  expect(fakes.local.asked).toEqual([`up ${workspace}`]);
  expect([lifecycle.state().ready, kept]).toEqual([true, []]);
  fakes.kind.requirementsOk = true;
  expect((await call(...to('kind'))).status).toBe(202);
});

it('offers the way back when the other runtime does not come up, and keeps nothing of it', async () => {
  const { call, fakes, lifecycle, kept, move } = await ready();
  fakes.kind.up = async () => {
    throw new Error('kind create cluster failed: no space left on device');
  };
  await call(...to('kind'));
  await move.idle();
  expect(lifecycle.state()).toEqual({
    ready: false,
    reason: 'kind create cluster failed: no space left on device',
  });
  expect(kept).toEqual([]);
  expect((await call(...to('local'))).status).toBe(202);
  await move.idle();
  expect([lifecycle.state().ready, kept]).toEqual([true, ['local']]);
});

it('ends a check that runs as broken, with the reason, and starts none meanwhile', async () => {
  const { call, fakes, checks, move } = await ready();
  expect((await call('POST', '/api/labs/demo/steps/hangs/check')).status).toBe(202);
  const down = Promise.withResolvers<void>();
  fakes.local.down = () => down.promise;
  await call(...to('kind'));
  await checks.idle();
  const refused = await call('POST', '/api/labs/demo/steps/passes/check');
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toBe('The bench is being changed to the kind cluster “spanwise”.');
  down.resolve();
  await move.idle();
  const { attempts } = (await call('GET', '/api/labs/demo')).body;
  expect(attempts.map(({ verdict }: { verdict: unknown }) => verdict)).toMatchInlineSnapshot(`
    [
      {
        "evidence": [],
        "expected": "A check sees one bench from its beginning to its end.",
        "finding": "bench-changed",
        "next": "Check again when the bench is ready.",
        "observed": "The check was ended: the bench is being changed to the kind cluster “spanwise”.",
        "status": "broken",
        "title": "The bench was changed while the check ran; this says nothing about your work",
      },
    ]
  `);
  expect((await call('POST', '/api/labs/demo/steps/passes/check')).status).toBe(202);
});

it('takes one change at a time, and the second is told so', async () => {
  const { call, fakes, move } = await ready();
  const down = Promise.withResolvers<void>();
  fakes.local.down = () => down.promise;
  const answers = await Promise.all([call(...to('kind')), call(...to('kind'))]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  expect(answers.find(({ status }) => status === 409)!.body.title).toBe(
    'The bench is being changed already.',
  );
  expect((await call(...to('local'))).status).toBe(409);
  down.resolve();
  await move.idle();
  expect(fakes.kind.asked).toHaveLength(1);
});

it('can be taken back while the other runtime is still starting, which is given up', async () => {
  const { call, fakes, lifecycle, kept, move } = await ready();
  let given = false;
  fakes.kind.up = async (...[, , signal]: unknown[]) => {
    await wait(60_000, undefined, { signal: signal as AbortSignal }).catch((error) => {
      given = true;
      throw error;
    });
  };
  await call(...to('kind'));
  await vi.waitFor(
    async () => expect((await call('GET', '/api/bench')).body.runtime).toMatchObject({ name: 'kind' }),
    PATIENT,
  );
  expect((await call(...to('local'))).status).toBe(202);
  await move.idle();
  expect([given, lifecycle.state().ready, kept]).toEqual([true, true, ['local']]);
});

it('leaves the bench alone when it runs there already, and refuses what is no runtime', async () => {
  const { call, fakes } = await ready();
  expect((await call(...to('local'))).status).toBe(202);
  expect((await call(...to('docker'))).status).toBe(400);
  expect(fakes.local.asked).not.toContain('down');
});

it('tells a terminal whose variables are not those of a new one, and sends no command into it', async () => {
  const { call, move } = await ready();
  const { body: old } = await call('POST', '/api/terminals', { name: 'old' });
  expect(old.outdated).toEqual([]);
  await call(...to('kind'));
  await move.idle();
  const { body: fresh } = await call('POST', '/api/terminals', { name: 'new' });
  const list: { name: string; outdated: string[] }[] = (await call('GET', '/api/terminals')).body;
  expect(list.map(({ name, outdated }) => [name, outdated])).toEqual([
    ['old', ['KUBECONFIG']],
    ['new', []],
  ]);
  const run = (terminal: string) =>
    call('POST', '/api/labs/demo/steps/passes/commands/greet/run', { terminal });
  expect(await run(old.id)).toMatchObject({
    status: 409,
    body: {
      sent: false,
      reason: 'outdated',
      message:
        'Not sent: this terminal was opened before the bench was changed, and its KUBECONFIG is not that of a new one.',
    },
  });
  expect((await run(fresh.id)).body.reason).not.toBe('outdated');
});
