import { readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FileText, LabView } from '#api/lab-view.ts';
import { PATIENT } from '../patient.ts';
import { openBench as open } from './open-bench.ts';
import { startServer } from './start-server.ts';

const PRICE = 'internal/shop/price.go';

describe('files', () => {
  it('are the lab’s start, saved with their version, refused with another', async () => {
    const { call, workspace } = await open();
    const lab: LabView = (await call('GET', '/api/labs/demo')).body;
    expect(lab.files.map(({ path, changed }) => [path, changed])).toEqual([
      [PRICE, false],
      ['internal/shop/name.go', false],
    ]);
    const before: FileText = (await call('GET', `/api/labs/demo/files/${PRICE}`)).body;
    expect(before.text).toContain('Price = 2');
    const saved = await call('PUT', `/api/labs/demo/files/${PRICE}`, {
      text: 'mine\n',
      baseVersion: before.version,
    });
    expect(saved.body).toMatchObject({ text: 'mine\n', changed: true, start: before.text });
    expect(await readFile(join(workspace, PRICE), 'utf8')).toBe('mine\n');
    const late = await call('PUT', `/api/labs/demo/files/${PRICE}`, {
      text: 'theirs\n',
      baseVersion: before.version,
    });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ text: 'mine\n', version: saved.body.version });
    expect(await readFile(join(workspace, PRICE), 'utf8')).toBe('mine\n');
    expect((await readdir(join(workspace, 'internal/shop'))).toSorted()).toEqual(['name.go', 'price.go']);
  });

  it('are reset with a copy of what was there', async () => {
    const { call, workspace } = await open();
    await writeFile(join(workspace, PRICE), 'from outside\n');
    const reset = await call('POST', `/api/labs/demo/files/${PRICE}/reset`);
    expect(reset.body).toMatchObject({ changed: false });
    expect(reset.body.copy.title).toBe(`before ${PRICE} was reset`);
    expect(await readFile(join(reset.body.copy.folder, PRICE), 'utf8')).toBe('from outside\n');
    const again = await call('POST', `/api/labs/demo/files/${PRICE}/reset`);
    expect(again.body.copy).toBeUndefined();
  });

  it('are only those the lab names, wherever a path leads', async () => {
    const { call, workspace, root } = await open();
    const paths = [
      'go.mod',
      '../../../outside.txt',
      '..%2f..%2f..%2foutside.txt',
      `internal/shop/..%2fshop%2fprice.go`,
      `${PRICE}%00`,
      `${PRICE}/`,
      '/etc/passwd',
      '%2fetc%2fpasswd',
      'internal%5cshop%5cprice.go',
    ];
    for (const path of paths) {
      const answer = await call('GET', `/api/labs/demo/files/${path}`);
      expect(answer.status, path).toBe(404);
      expect(JSON.stringify(answer.body), path).not.toContain('secret');
      expect(
        (await call('PUT', `/api/labs/demo/files/${path}`, { text: 'x', baseVersion: '' })).status,
        path,
      ).toBe(404);
    }
    await rm(join(workspace, PRICE));
    await symlink(join(root, 'outside.txt'), join(workspace, PRICE));
    const linked = await call('GET', `/api/labs/demo/files/${PRICE}`);
    expect(linked.status).toBe(422);
    expect(linked.body).toMatchInlineSnapshot(`
      {
        "title": "internal/shop/price.go is not a plain file of the workspace. Reset the file, or remove the link or folder of that name.",
      }
    `);
    await rm(join(workspace, 'internal'), { recursive: true });
    await symlink(root, join(workspace, 'internal'));
    expect((await call('GET', `/api/labs/demo/files/${PRICE}`)).status).not.toBe(200);
    expect(
      (await call('PUT', `/api/labs/demo/files/${PRICE}`, { text: 'x', baseVersion: '' })).status,
    ).not.toBe(200);
    expect(await readFile(join(root, 'outside.txt'), 'utf8')).toBe('secret');
  });

  it('that became a link or a folder do not take the lab away', async () => {
    const { call, workspace } = await open();
    await rm(join(workspace, PRICE));
    await symlink('/etc/passwd', join(workspace, PRICE));
    const { status, body } = await call('GET', '/api/labs/demo');
    expect(status).toBe(200);
    expect(
      body.files.map(({ path, changed }: { path: string; changed: boolean }) => [path, changed]),
    ).toEqual([
      [PRICE, true],
      ['internal/shop/name.go', false],
    ]);
    expect(body.files[0].trouble.kind).toBe('not-a-file');
    expect((await call('GET', `/api/labs/demo/files/${PRICE}`)).status).toBe(422);
  });

  it('come and go with their line ends and their byte order mark', async () => {
    const { call, workspace } = await open();
    await writeFile(join(workspace, PRICE), '\uFEFFone\r\ntwo\n');
    const { body } = await call('GET', `/api/labs/demo/files/${PRICE}`);
    expect(body.text).toBe('\uFEFFone\r\ntwo\n');
    const text = `${body.text}three\r\n`;
    await call('PUT', `/api/labs/demo/files/${PRICE}`, { text, baseVersion: body.version });
    expect(await readFile(join(workspace, PRICE))).toEqual(Buffer.from('\uFEFFone\r\ntwo\nthree\r\n'));
  });

  it('with bytes that are no UTF-8 are refused with the line, and never written over', async () => {
    const { call, workspace } = await open();
    const path = `/api/labs/demo/files/${PRICE}`;
    const { version: baseVersion } = (await call('GET', path)).body;
    const bytes = Buffer.from('package shop\n// caf\xe9\n', 'latin1');
    await writeFile(join(workspace, PRICE), bytes);
    const lab: LabView = (await call('GET', '/api/labs/demo')).body;
    expect(lab.files.map(({ trouble }) => trouble?.kind)).toEqual(['not-utf8', undefined]);
    const refused = await call('GET', path);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchInlineSnapshot(`
      {
        "title": "internal/shop/price.go is not UTF-8 (line 2), so saving it here would change those bytes. Fix it in the terminal, such as with iconv, or reset the file.",
      }
    `);
    for (const base of [baseVersion, lab.files[0]!.version])
      expect((await call('PUT', path, { text: 'x', baseVersion: base })).status).toBe(422);
    expect(await readFile(join(workspace, PRICE))).toEqual(bytes);
    expect((await call('POST', `${path}/reset`)).status).toBe(200);
  });

  it('of which one is huge stay as they are, and it comes back by a reset', async () => {
    const { call, workspace } = await open();
    const path = `/api/labs/demo/files/${PRICE}`;
    await writeFile(join(workspace, PRICE), '');
    await truncate(join(workspace, PRICE), 10 * 1024 * 1024);
    const lab: LabView = (await call('GET', '/api/labs/demo')).body;
    expect(lab.files.map(({ trouble }) => trouble?.kind)).toEqual(['too-large', undefined]);
    const refused = await call('GET', path);
    expect(refused.status).toBe(413);
    expect(refused.body).toMatchInlineSnapshot(`
      {
        "title": "internal/shop/price.go has 10240 KiB, and this editor takes at most 512. Make it smaller in the terminal, or reset the file.",
      }
    `);
    expect((await call('GET', '/api/labs/demo/files/internal/shop/name.go')).status).toBe(200);
    const changes = await call('GET', '/api/labs/demo/changes?to=start');
    expect(changes.body.changes).toEqual([{ path: PRICE, change: 'replaced' }]);
    expect((await call('POST', `${path}/reset`)).body.text).toContain('Price = 2');
  });

  it('that were removed say so, are made anew by a save, and only from what is known of them', async () => {
    const { call, workspace } = await open();
    const path = `/api/labs/demo/files/${PRICE}`;
    const { version: baseVersion } = (await call('GET', path)).body;
    await rm(join(workspace, PRICE));
    const gone = (await call('GET', path)).body as FileText;
    expect(gone).toMatchObject({ text: '', version: 'missing', changed: true });
    expect(gone.trouble?.words).toMatchInlineSnapshot(
      `"internal/shop/price.go is not there: it was removed or renamed. Reset the file to have it back, or type: saving makes it anew."`,
    );
    const unaware = await call('PUT', path, { text: 'mine\n', baseVersion });
    expect([unaware.status, unaware.body.trouble.kind]).toEqual([409, 'missing']);
    const empty = await call('PUT', path, { text: '', baseVersion: 'missing' });
    expect([empty.status, empty.body.trouble]).toEqual([200, undefined]);
    expect(await readFile(join(workspace, PRICE), 'utf8')).toBe('');
  });

  it('that others change are told to the page', async () => {
    const { events, workspace } = await open();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await writeFile(join(workspace, PRICE), 'from an editor\n');
    await vi.waitFor(
      () =>
        expect(events).toContainEqual(expect.objectContaining({ type: 'file', path: PRICE, changed: true })),
      PATIENT,
    );
  });

  it('are refused in a body that is too large, no JSON or of another form', async () => {
    const { call, origin, cookie } = await open();
    const path = `/api/labs/demo/files/${PRICE}`;
    const { version: baseVersion } = (await call('GET', path)).body;
    const tooMuch = await call('PUT', path, { text: 'é'.repeat(256 * 1024 + 1), baseVersion });
    expect([tooMuch.status, tooMuch.body.title]).toMatchInlineSnapshot(`
      [
        413,
        "internal/shop/price.go would have 513 KiB, and this editor saves at most 512. Make it shorter.",
      ]
    `);
    expect((await call('PUT', path, { text: '\u0001'.repeat(512 * 1024), baseVersion })).status).toBe(200);
    expect((await call('PUT', path, { text: 'x'.repeat(4 * 1024 * 1024), baseVersion })).status).toBe(413);
    expect((await call('PUT', path, { text: 'x', baseVersion: '', more: 1 })).status).toBe(400);
    const headers = { Cookie: cookie, Origin: origin, 'Content-Type': 'text/plain' };
    expect((await fetch(origin + path, { method: 'PUT', headers, body: '{}' })).status).toBe(415);
  });
});

describe('checks', () => {
  async function ready() {
    const bench = await open();
    await bench.lifecycle.up(bench.workspace);
    const check = async (step: string) => {
      const started = await bench.call('POST', `/api/labs/demo/steps/${step}/check`);
      await bench.checks.idle();
      return {
        started: started.status,
        attempt: (await bench.call('GET', '/api/labs/demo')).body.attempts[0],
      };
    };
    return { ...bench, check };
  }

  it('are refused before the bench runs', async () => {
    const { call } = await open();
    const refused = await call('POST', '/api/labs/demo/steps/passes/check');
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.body).toMatchInlineSnapshot(`
      {
        "detail": "The bench is starting.",
        "next": "Wait until its phases end; if one failed, fix what it says and press “Try again”.",
        "title": "The bench does not run yet.",
      }
    `);
  });

  it('end in an attempt with the course’s words, told as events', async () => {
    const { check, events, call } = await ready();
    const passed = await check('passes');
    expect(passed.started).toBe(202);
    expect(passed.attempt).toMatchObject({
      id: 1,
      step: 'passes',
      verdict: { status: 'pass', title: 'It works' },
    });
    const told = events.filter(({ type }) => type === 'check');
    expect(told).toMatchObject([
      { state: 'running' },
      { state: 'running', phase: 'Looking' },
      { state: 'done' },
    ]);
    const failed = await check('fails');
    expect(failed.attempt.verdict).toMatchInlineSnapshot(`
      {
        "evidence": [
          {
            "kind": "backend",
            "name": "catalog",
            "note": "It says 2.",
          },
        ],
        "expected": "A price of 1.",
        "finding": "too-dear",
        "observed": "Catalog says 2, not {unknown}.",
        "status": "fail",
        "title": "The price is 2",
        "where": "Look at the price.",
      }
    `);
    const lab: LabView = (await call('GET', '/api/labs/demo')).body;
    expect(lab.steps.filter(({ passed }) => passed).map(({ id }) => id)).toEqual(['passes']);
    expect(lab.attempts.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('that throw are the bench’s fault, never the learner’s', async () => {
    const { check } = await ready();
    expect((await check('throws')).attempt.verdict).toMatchInlineSnapshot(`
      {
        "evidence": [],
        "expected": "A check ends with a verdict.",
        "finding": "check-defect",
        "next": "Try again. If it stays so, report it with the text above and the lines in the terminal where npm start runs.",
        "observed": "It ended with: a defect in the check",
        "status": "broken",
        "title": "The check itself failed; this says nothing about your work",
      }
    `);
  });

  it('run one at a time and can be cancelled, without an attempt', async () => {
    const { call, checks, events } = await ready();
    expect((await call('DELETE', '/api/labs/demo/check')).status).toBe(404);
    expect((await call('POST', '/api/labs/demo/steps/hangs/check')).status).toBe(202);
    expect((await call('POST', '/api/labs/demo/steps/passes/check')).status).toBe(409);
    expect((await call('DELETE', '/api/labs/demo/check')).status).toBe(204);
    await checks.idle();
    expect(events.at(-1)).toMatchObject({ type: 'check', step: 'hangs', state: 'cancelled' });
    expect((await call('GET', '/api/labs/demo')).body.attempts).toEqual([]);
  });
});

describe('commands and terminals', () => {
  it('runs a command by its id and takes no text from the page', async () => {
    const { call } = await open();
    const made = await call('POST', '/api/terminals', { name: 'one' });
    expect(made.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'one',
      exited: false,
      outdated: [],
      lab: 'demo',
    });
    const terminal = made.body.id;
    const run = '/api/labs/demo/steps/passes/commands';
    expect((await call('POST', `${run}/greet/run`, { terminal, run: 'id' })).status).toBe(400);
    expect((await call('POST', `${run}/nothing/run`, { terminal })).status).toBe(404);
    expect((await call('POST', `${run}/greet/run`, { terminal: 'f'.repeat(32) })).status).toBe(404);
    for (const more of ['cwd', 'env', 'command', 'user']) {
      expect((await call('POST', '/api/terminals', { name: 'x', [more]: '/etc' })).status, more).toBe(400);
    }
    expect((await call('DELETE', `/api/terminals/${terminal}`)).status).toBe(204);
    expect((await call('DELETE', `/api/terminals/${terminal}`)).status).toBe(404);
  });
});

describe('the bench as a whole', () => {
  it('says what the machine lacks, and starts on another try', async () => {
    const { call, lifecycle, runtime, workspace } = await open();
    runtime.requirementsOk = false;
    await lifecycle.up(workspace);
    expect(lifecycle.state()).toMatchInlineSnapshot(`
      {
        "ready": false,
        "reason": "Go: go is not on the PATH. What helps: apt install go",
      }
    `);
    expect((await call('POST', '/api/labs/demo/deploy')).status).toBe(409);
    runtime.requirementsOk = true;
    expect((await call('POST', '/api/runtime/up')).status).toBe(202);
    await vi.waitFor(() => expect(lifecycle.state().ready).toBe(true), PATIENT);
    expect((await call('POST', '/api/labs/demo/deploy')).body).toEqual({ status: 'ok', restarted: [] });
    expect(runtime.asked).toEqual([`up ${workspace}`, `apply ${workspace}`]);
  });

  it('shows a part’s log and restarts it, and knows no other part', async () => {
    const { call } = await open();
    expect((await call('POST', '/api/parts/tempo/restart')).body).toMatchObject({
      part: 'tempo',
      state: 'ready',
    });
    expect((await call('GET', '/api/parts/tempo/logs')).body).toEqual({
      lines: [{ time: 1, text: '{"msg":"tempo says hello"}' }],
    });
    expect((await call('POST', '/api/parts/sshd/restart')).status).toBe(404);
    // An optional part that this bench does not run is no part of it.
    const { status, body } = await call('POST', '/api/parts/loki/restart');
    expect(status).toBe(404);
    expect(body.title).toMatch(/^The bench has no such part\. Its parts are postgres, .*payments-worker\.$/);
  });

  it('is changed by no GET: every path the router knows is asked', async () => {
    const { server, call, runtime, events, terminals, links } = await open();
    const link = server.newLink();
    await call('POST', '/api/terminals', { name: 'one' });
    const before = [runtime.asked.length, events.length, terminals.list('local').length];
    const paths = new Set(
      server.routes.filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path),
    );
    expect(paths.size).toBeGreaterThan(12);
    const values = {
      lab: 'demo',
      step: 'passes',
      command: 'greet',
      part: 'tempo',
      path: PRICE,
      traceId: '0',
      id: 'x',
    };
    for (const pattern of paths) {
      const path = pattern.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: keyof typeof values) => values[name]);
      for (const method of ['GET', 'HEAD']) await call(method, path.replace('*', 'x')).catch(() => {});
    }
    expect([runtime.asked.length, events.length, terminals.list('local').length]).toEqual(before);
    expect(await links.redeem(new URL(link).searchParams.get('token')!)).toBe(true);
  });

  it('is closed to everyone without a session, on every path and method', async () => {
    const { server, port } = await startServer();
    for (const { method, path } of server.routes) {
      if (!path.startsWith('/api/') || path === '/api/links') continue;
      const origin = `http://127.0.0.1:${port}`;
      const verb = method === 'ALL' ? 'POST' : method;
      const headers: Record<string, string> = { Origin: origin, 'X-Forwarded-For': '127.0.0.1' };
      const answer = await fetch(origin + path.replaceAll(/[:{}*+]/g, 'x').replaceAll('.', 'x'), {
        method: verb,
        headers,
      });
      expect(answer.status, `${method} ${path}`).toBe(401);
    }
  });
});
