import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CheckOutputSchema, StatusOutputSchema } from '#api/lab-output.ts';
import type { LabView } from '#api/lab-view.ts';
import { PROGRESS_VERSION } from '#api/progress-file.ts';
import { writeLabCommand } from '#server/start/lab-command.ts';
import { ownTraceId } from '#telemetry/trace/own-trace-id.ts';
import { PATIENT } from '../patient.ts';
import { openLab } from './open-lab.ts';

const repository = resolve(import.meta.dirname, '../..');

const told = (events: { type: string }[]) =>
  events.filter(({ type }) => type === 'check').map((event) => (event as unknown as { state: string }).state);

describe('lab check', () => {
  it('gives the page’s verdicts, an exit code for each, and the page hears of them', async () => {
    const { run, page, events } = await openLab();
    const passed = await run('check passes');
    expect([passed.code, passed.err]).toEqual([0, '']);
    expect(passed.out.replace(/\d+\.\d s/, 'N s')).toMatchInlineSnapshot(`
      "✓ Passed  step 1 (passes)
      It works

      Observed       It is as it should be.
      Expected       Just that.

      ✓ Passed  attempt 1, graded in N s
      "
    `);
    const failed = await run('check fails');
    expect(failed.code).toBe(1);
    expect(failed.out.replace(/\d+\.\d s/, 'N s')).toMatchInlineSnapshot(`
      "◐ Not yet  step 2 (fails)
      The price is 2

      Observed       Catalog says 2, not {unknown}.
      Expected       A price of 1.
      Where to look  Look at the price.

      Evidence
        catalog: It says 2.

      ◐ Not yet  attempt 1, graded in N s
      "
    `);
    expect((await run('check throws')).code).toBe(3);
    expect(told(events).filter((state) => state === 'done')).toHaveLength(3);
    const { attempts } = (await (await page('GET', '/api/labs/demo')).json()) as LabView;
    expect(attempts.map(({ step, verdict }) => [step, verdict.status])).toEqual([
      ['throws', 'broken'],
      ['fails', 'fail'],
      ['passes', 'pass'],
    ]);
  });

  it('prints for programs what the schemas promise, and nothing else', async () => {
    const { run } = await openLab();
    const failed = await run('check fails --json');
    expect([failed.code, failed.err]).toEqual([1, '']);
    const { attempt, verdict } = CheckOutputSchema.parse(JSON.parse(failed.out));
    expect([attempt, verdict.finding]).toEqual([1, 'too-dear']);
    const status = await run('status --json');
    expect([status.code, status.err]).toEqual([0, '']);
    expect(StatusOutputSchema.parse(JSON.parse(status.out))).toMatchObject({
      lab: 'demo',
      ready: true,
      running: { lab: 'demo', whole: true },
    });
    const unknown = await run('check nothing --json');
    expect([unknown.code, unknown.out]).toEqual([64, '']);
  });

  it('takes steps by number, and names the nearest of an unknown one', async () => {
    const { run } = await openLab();
    expect((await run('check 1')).code).toBe(0);
    expect(await run('check pases')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "lab: Lab demo has no step “pases”.
           Did you mean passes? Its steps are passes, fails, throws, hangs.
      ",
        "out": "",
      }
    `);
    expect((await run('check 9')).code).toBe(64);
  });

  it('joins a check of the same step that the page began, and waits for no other', async () => {
    const { run, page, events } = await openLab();
    await page('POST', '/api/labs/demo/steps/hangs/check');
    expect(await run('check passes')).toMatchInlineSnapshot(`
      {
        "code": 75,
        "err": "lab: Another check is running.
           Wait until it ends, or cancel it.
      ",
        "out": "",
      }
    `);
    const joined = run('check hangs');
    await new Promise((done) => setTimeout(done, 300));
    expect(told(events)).toEqual(['running']);
    await page('DELETE', '/api/labs/demo/check');
    expect(await joined).toMatchInlineSnapshot(`
      {
        "code": 130,
        "err": "Step 4 (hangs) is being checked already; this is the verdict of that check.
      The check was cancelled from the page or another terminal. Nothing was judged.
      ",
        "out": "",
      }
    `);
  });

  it('is cancelled on the server by Ctrl-C, without an attempt', async () => {
    const { run, page, events, checks } = await openLab();
    const ending = new AbortController();
    const ended = run('check hangs', { signal: ending.signal });
    await vi.waitFor(() => expect(told(events)).toEqual(['running']), PATIENT);
    ending.abort();
    expect(await ended).toEqual({ code: 130, out: '', err: 'Cancelled. Nothing was judged.\n' });
    await checks.idle();
    expect(told(events)).toEqual(['running', 'cancelled']);
    const { attempts } = (await (await page('GET', '/api/labs/demo')).json()) as LabView;
    expect(attempts).toEqual([]);
  });

  it('leaves a check that the page began going on at Ctrl-C', async () => {
    const { run, page, checks } = await openLab();
    await page('POST', '/api/labs/demo/steps/hangs/check');
    const ending = new AbortController();
    const ended = run('check hangs', { signal: ending.signal });
    setTimeout(() => ending.abort(), 200);
    expect((await ended).code).toBe(130);
    expect(checks.now()).toMatchObject({ state: 'running' });
    checks.cancel();
  });

  it('says why it cannot be done before the bench runs, and when the server ends meanwhile', async () => {
    const { run, lifecycle, labs, events, end } = await openLab({ ready: false });
    expect(await run('check')).toMatchInlineSnapshot(`
      {
        "code": 75,
        "err": "lab: The bench does not run yet.
           The bench is starting.
           Wait until its phases end; if one failed, fix what it says and press “Try again”.
      ",
        "out": "",
      }
    `);
    await lifecycle.up(labs.get('demo')!.workspace.folder);
    const cut = run('check hangs');
    await vi.waitFor(() => expect(told(events)).toEqual(['running']), PATIENT);
    await end();
    expect([69, 130]).toContain((await cut).code);
    expect((await run('status')).code).toBe(69);
  });
});

describe('the other words that ask the bench', () => {
  it('status ends with 75 until a check can be run', async () => {
    const bench = await openLab({ ready: false });
    expect((await bench.run('status')).code).toBe(75);
    await bench.lifecycle.up(bench.labs.get('demo')!.workspace.folder);
    const { code, out } = await bench.run('status');
    expect(code).toBe(0);
    expect(out.replaceAll(bench.state, 'STATE')).toMatchInlineSnapshot(`
      "A lab for tests of the server

      ▸ 1 passes  Pass
        2 fails   Fail
        3 throws  Throw
        4 hangs   Hang

      The bench is ready.
      It runs on this machine.

      Nothing is changed since the start of this step.
      Files are in STATE/workspaces/demo
      "
    `);
  });

  it('restart builds what changed and starts the service again', async () => {
    const { run, runtime } = await openLab();
    runtime.asked.length = 0;
    expect(await run('restart tempo')).toEqual({ code: 0, out: 'tempo was started again.\n', err: '' });
    expect(runtime.asked).toEqual(['restart tempo']);
    expect(await run('restart temop')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "lab: The bench has no part “temop”.
           Did you mean tempo? Its parts are postgres, rabbitmq, tempo, collector, storefront,
           catalog, orders, payments-worker.
      ",
        "out": "",
      }
    `);
  });

  it('logs come as they were written when piped, and go on until Ctrl-C', async () => {
    const { run, runtime } = await openLab();
    const lines = [1, 2, 2, 3].map((time, index) => ({
      part: 'orders' as const,
      time,
      text: `{"msg":"line ${index}"}`,
    }));
    runtime.logs = () => lines;
    expect((await run('logs orders')).out).toBe(lines.map(({ text }) => `${text}\n`).join(''));
    expect((await run('logs orders -n 1')).out).toBe('{"msg":"line 3"}\n');
    const ending = new AbortController();
    const heard: string[] = [];
    const following = run('logs orders -f', { signal: ending.signal, heard: (text) => heard.push(text) });
    await vi.waitFor(() => expect(heard.length).toBe(1), PATIENT);
    // Of the millisecond that was shown last, and after it.
    lines.push({ part: 'orders', time: 3, text: 'more' }, { part: 'orders', time: 4, text: 'most' });
    await vi.waitFor(() => expect(heard.at(-1)).toMatch(/most\n$/), PATIENT);
    ending.abort();
    const { code, out } = await following;
    expect([code, out]).toEqual([130, lines.map(({ text }) => `${text}\n`).join('')]);
  });

  it('trace draws what Tempo has, and says what it has not', async () => {
    const { run, runtime, send } = await openLab();
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const own = ownTraceId('c'.repeat(32));
    const span = {
      traceId: id,
      spanId: '00f067aa0ba902b7',
      name: 'POST /checkout',
      kind: 2,
      startTimeUnixNano: '1000000',
      endTimeUnixNano: '6000000',
      attributes: [
        { key: 'http.route', value: { stringValue: '/checkout' } },
        { key: 'payment.card.number', value: { intValue: '4000001234567899' } },
      ],
      events: [
        {
          timeUnixNano: '2000000',
          name: 'exception',
          attributes: [{ key: 'exception.message', value: { stringValue: 'card declined' } }],
        },
      ],
      status: { code: 2, message: 'card declined' },
    };
    const resource = (service: string) => ({
      attributes: [{ key: 'service.name', value: { stringValue: service } }],
    });
    const tempo = createServer((request, response) => {
      const found = request.url?.includes(id);
      response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(
        found
          ? JSON.stringify({
              trace: {
                resourceSpans: [{ resource: resource('storefront'), scopeSpans: [{ spans: [span] }] }],
              },
            })
          : '',
      );
    });
    await new Promise<void>((done) => tempo.listen(0, '127.0.0.1', done));
    onTestFinished(() => void tempo.close());
    const endpoints = {
      ...runtime.endpoints(),
      tempo: `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`,
    };
    runtime.endpoints = () => endpoints;
    expect((await run(`trace ${id.toUpperCase()}`)).out).toMatchInlineSnapshot(`
      "trace 4bf92f3577b34da6a3ce929d0e0e4736
      storefront POST /checkout [server] |=====================================| 5 ms root error
      "
    `);
    expect((await run(`trace ${id} --full`)).out).toMatchInlineSnapshot(`
      "trace 4bf92f3577b34da6a3ce929d0e0e4736

      storefront POST /checkout SERVER
        status  error: card declined
        http.route  "/checkout"
        payment.card.number  4000001234567899
        event  exception
          exception.message  "card declined"
        resource
          service.name  "storefront"
      "
    `);
    expect(await run(`trace ${'0'.repeat(31)}1`)).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "lab: Tempo holds no trace 00000000000000000000000000000001.
           A trace is there a moment after its spans have ended; one that was not sampled, or
           sent to an earlier start of the bench, is not.
      ",
        "out": "",
      }
    `);
    expect(await run('trace 4bf9')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "lab: “4bf9” is no trace id: one has 32 hex digits.
           Copy one from a verdict, a log line or the Traces tab. Without an id, lab trace draws
           the last checkout or verdict, whichever is newer.
      ",
        "out": "",
      }
    `);
    expect(await run('trace')).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "lab: There is nothing to draw yet: no request, and no verdict that rests on a trace.
           Type lab checkout or lab check first, or lab trace <id> with an id from a log line or
           the Traces tab.
      ",
        "out": "",
      }
    `);
    // Without an id, what came last: a request, and not those of checks; then a verdict that is newer.
    const logged = (traceId: string, time: number) => ({
      ...{ part: 'storefront' as const, time },
      text: JSON.stringify({ msg: 'checkout received', trace_id: traceId }),
    });
    runtime.logs = () => [logged('d'.repeat(32), 1_000), logged(id, 2_000), logged(own, 3_000)];
    const drawn = await run('trace');
    expect(drawn.out).toContain(`trace ${id}\n`);
    expect(drawn.err).toMatch(/^The last request, at \d\d:\d\d:02:\n$/);
    const evidence = [{ kind: 'span', traceId: id, service: 'storefront', note: 'Here.' }];
    const texts = { title: 'Not so', observed: 'That.', expected: 'This.' };
    const verdict = { status: 'fail', finding: 'x', ...texts, evidence };
    const attempt = { lab: 'demo', step: 'fails', time: 4_000, duration: 500, verdict };
    const record = { format: 'spanwise-progress', version: PROGRESS_VERSION, exported: 1, reading: {} };
    const imported = await send('POST', '/api/progress/import', {
      ...record,
      ...{ attempts: [attempt], marks: [], hints: [] },
    });
    expect(await imported.json()).toMatchObject({ attempts: 1 });
    expect((await run('trace')).err).toMatch(/^The last verdict, of step 2 \(fails\) at \d\d:\d\d:04:\n$/);
    runtime.logs = () => [logged(id, 5_000)];
    expect((await run('trace')).err).toMatch(/^The last request, at \d\d:\d\d:05:\n$/);
  });
});

describe('the program', () => {
  it('runs from a folder with any name, whatever the learner’s own Node programs are given', async () => {
    const { env, state } = await openLab();
    const place = mkdtempSync(join(tmpdir(), "spanwise it's here "));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const linked = join(place, "$(touch oops) 'quoted'");
    symlinkSync(repository, linked);
    const command = writeLabCommand({ state: place, repository: linked, token: 'unused' });
    const answer = await promisify(execFile)(join(command.folder, 'lab'), ['status'], {
      cwd: place,
      env: { ...process.env, ...env, NODE_OPTIONS: '--require /nowhere.cjs' },
    });
    expect(answer.stdout).toContain('A lab for tests of the server');
    const piped = await promisify(execFile)(
      'sh',
      ['-c', `"${join(state, 'commands', 'lab')}" help | head -1; echo "ended"`],
      {
        env: { ...process.env, ...env },
      },
    );
    expect(piped).toEqual({ stdout: expect.stringMatching(/^Works on the lab.*\nended\n$/), stderr: '' });
  });

  it('is there in a terminal whose owner sets PATH anew and has another lab', async () => {
    const { terminals, labCommand, state, root } = await openLab();
    writeFileSync(
      join(root, '.bashrc'),
      "PATH=/usr/local/bin:/usr/bin:/bin\nalias lab='echo jupyter'\nPS1='$ '\n",
    );
    vi.stubEnv('HOME', root);
    onTestFinished(() => void vi.unstubAllEnvs());
    const opened = terminals.open({
      learner: 'local',
      name: 'one',
      cwd: root,
      env: labCommand.env('demo'),
      commands: labCommand.folder,
    });
    if ('refused' in opened) throw new Error(opened.refused);
    const shown: string[] = [];
    const viewer = opened.session.attach(
      {
        send: (frame) => shown.push(Buffer.from(frame.subarray(9)).toString()),
        buffered: () => 0,
        close: () => {},
      },
      { type: 'attach', version: 1, client: '0'.repeat(32), offset: null, input: 0, cols: 100, rows: 50 },
    )!;
    const screen = () => shown.join('').replaceAll(/\x1b(\[[0-9;?]*[a-zA-Z]|\][^\x07]*\x07)/g, '');
    await vi.waitFor(() => expect(opened.session.prompt).toBe('empty'), PATIENT);
    // What was printed before the prompt may still be on its way.
    const help = 'Spanwise: type lab help for what you can do here.';
    await vi.waitFor(() => expect(screen()).toContain(help), PATIENT);
    viewer.input(
      0,
      Buffer.from('type lab; env | grep -c TOKEN; lab check fails; echo "code $?"; bash -c "lab staus"\r'),
    );
    await vi.waitFor(() => expect(screen()).toContain('Did you mean lab status?'), { timeout: 15_000 });
    expect(screen()).toContain(`lab is ${join(state, 'commands', 'lab')}`);
    expect(screen()).toMatch(/◐ Not yet {2}step 2 \(fails\)\r\nThe price is 2\r\n.*code 1\r\n/s);
  });
});
