import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { lab } from '#cli/lab/lab.ts';
import { PATIENT } from '../patient.ts';
import { openBench } from './open-bench.ts';

async function open(given: Parameters<typeof openBench>[0] = {}) {
  const bench = await openBench(given);
  const folders = {
    demo: bench.labs.get('demo')!.workspace.folder,
    other: bench.labs.get('other')!.workspace.folder,
  };
  return { ...bench, folders };
}

const told = (events: readonly BenchEvent[]) =>
  events.flatMap((event) =>
    event.type === 'running' ? [`${event.running.lab} ${event.running.whole}`] : [],
  );

describe('two labs on one bench', () => {
  it('each call builds the services from the files of its own lab, and the page is told whose they are', async () => {
    const { call, runtime, lifecycle, events, folders } = await open();
    await lifecycle.up(folders.demo);
    expect((await call('GET', '/api/bench')).body.running).toEqual({ lab: 'demo', whole: true });
    await call('POST', '/api/labs/other/deploy');
    await call('POST', '/api/labs/demo/deploy');
    expect(runtime.asked.filter((line) => line.startsWith('apply'))).toEqual([
      `apply ${folders.other}`,
      `apply ${folders.demo}`,
    ]);
    expect(told(events)).toEqual([
      'demo false',
      'demo true',
      'other false',
      'other true',
      'demo false',
      'demo true',
    ]);
  });

  it('what is deployed for one ends before anything is deployed for the other', async () => {
    const { call, lifecycle, folders, runtime } = await open();
    await lifecycle.up(folders.demo);
    const order: string[] = [];
    runtime.onApply = async (workspace) => {
      order.push(`begins ${workspace === folders.demo ? 'demo' : 'other'}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push('ends');
    };
    await Promise.all([call('POST', '/api/labs/demo/deploy'), call('POST', '/api/labs/other/deploy')]);
    expect(order.map((line) => line.split(' ')[0])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('nothing is deployed for one while the other is judged', async () => {
    const { call, lifecycle, checks, folders, runtime } = await open();
    await lifecycle.up(folders.demo);
    await call('POST', '/api/labs/demo/steps/hangs/check');
    const refused = await call('POST', '/api/labs/other/deploy');
    expect([refused.status, refused.body]).toMatchInlineSnapshot(`
      [
        409,
        {
          "next": "Wait until it ends, or cancel it.",
          "title": "A check of lab demo is running, on that lab’s services.",
        },
      ]
    `);
    expect((await call('POST', '/api/labs/demo/deploy')).status).toBe(200);
    expect(runtime.asked).not.toContain(`apply ${folders.other}`);
    await call('DELETE', '/api/labs/demo/check');
    await checks.idle();
    expect((await call('POST', '/api/labs/other/deploy')).status).toBe(200);
  });

  it('a service that does not build leaves it said that not all is of this lab', async () => {
    const { call, lifecycle, folders, runtime } = await open();
    await lifecycle.up(folders.demo);
    runtime.deployed = { status: 'does-not-build', service: 'orders', errors: [], output: '' };
    await call('POST', '/api/labs/other/deploy');
    expect((await call('GET', '/api/bench')).body.running).toEqual({ lab: 'other', whole: false });
  });

  it('the bench comes up with the lab worked at last, also after the server was started anew', async () => {
    const first = await open();
    const up = async ({ call, runtime }: Awaited<ReturnType<typeof open>>) => {
      await call('POST', '/api/runtime/up');
      await vi.waitFor(() => expect(runtime.asked.at(-1)).toContain('up '), PATIENT);
      return runtime.asked.at(-1);
    };
    expect(await up(first)).toBe(`up ${first.folders.demo}`);
    await first.call('GET', '/api/labs/other');
    await first.call('POST', '/api/labs/nowhere/deploy');
    expect(first.currentLab.worked()).toBeUndefined();
    await first.call('POST', '/api/labs/other/reset', {});
    expect(await up(first)).toBe(`up ${first.folders.other}`);
    await first.end();
    const second = await open({ state: first.state });
    expect(await up(second)).toBe(`up ${second.folders.other}`);
  });

  it('a terminal says whose workspace it stands in, and takes no command of the other lab', async () => {
    const { call } = await open();
    const opened = (await call('POST', '/api/terminals', { name: 'shell', lab: 'other' })).body;
    expect(opened.lab).toBe('other');
    const refused = await call('POST', '/api/labs/demo/steps/passes/commands/greet/run', {
      terminal: opened.id,
    });
    expect([refused.status, refused.body]).toMatchInlineSnapshot(`
      [
        409,
        {
          "message": "Not sent: this terminal was opened in the workspace of “A second lab”.",
          "reason": "other-lab",
          "sent": false,
        },
      ]
    `);
    expect((await call('GET', '/api/terminals')).body).toEqual([
      { id: opened.id, name: 'shell', exited: false, outdated: [], lab: 'other' },
    ]);
  });

  it('the command lab works at the lab whose workspace it is run in, else at its terminal’s', async () => {
    const { labCommand, folders, root } = await open();
    const titleIn = async (cwd: string) => {
      let out = '';
      await lab(['status'], {
        env: { NO_COLOR: '1', ...labCommand.env('demo') },
        cwd,
        out: { write: (text) => (out += text), terminal: false, columns: 90 },
        err: { write: () => {}, terminal: false },
        signal: new AbortController().signal,
        ask: undefined,
      });
      return out.split('\n')[0];
    };
    await mkdir(join(folders.other, 'internal/deeper'), { recursive: true });
    expect(await titleIn(folders.demo)).toBe('A lab for tests of the server');
    expect(await titleIn(join(folders.other, 'internal/deeper'))).toBe('A second lab');
    expect(await titleIn(root)).toBe('A lab for tests of the server');
  });
});
