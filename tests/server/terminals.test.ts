import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { TerminalView } from '#api/terminal-view.ts';
import { openBench } from './open-bench.ts';

const names = (body: unknown) => (body as TerminalView[]).map(({ name }) => name);

test('windows that open at once find the same two terminals', async () => {
  const { call } = await openBench();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => call('POST', '/api/terminals/first', {})),
  );
  for (const { status, body } of answers) expect([status, names(body)]).toEqual([200, ['shell', 'traffic']]);
  const ids = answers.map(({ body }) => (body as TerminalView[]).map(({ id }) => id).join());
  expect(new Set(ids).size).toBe(1);
});

test('a terminal that was closed stays closed; where all are, one is opened', async () => {
  const { call } = await openBench();
  const first = (await call('POST', '/api/terminals/first', {})).body as TerminalView[];
  await call('DELETE', `/api/terminals/${first[1]!.id}`);
  expect(names((await call('POST', '/api/terminals/first', {})).body)).toEqual(['shell']);
  await call('DELETE', `/api/terminals/${first[0]!.id}`);
  expect(names((await call('GET', '/api/terminals')).body)).toEqual([]);
  expect(names((await call('POST', '/api/terminals/first', {})).body)).toEqual(['shell']);
});

test('no two terminals have the same name', async () => {
  const { call } = await openBench();
  await call('POST', '/api/terminals/first', {});
  const made = await Promise.all(
    [{}, {}, { name: 'traffic' }].map((body) => call('POST', '/api/terminals', body)),
  );
  expect(made.map(({ body }) => body.name).sort()).toEqual(['shell 2', 'shell 3', 'traffic 2']);
});

test('every window hears of terminals that are opened, closed, or end', async () => {
  const { call, events, origin, cookie } = await openBench();
  const count = () => events.filter(({ type }) => type === 'terminals').length;
  const { body: made } = await call('POST', '/api/terminals', {});
  expect(count()).toBe(1);
  const url = `${origin.replace('http', 'ws')}/api/terminals/${made.id}/socket`;
  const socket = new WebSocket(url, { headers: { Cookie: cookie, Origin: origin } });
  await new Promise((resolve) => socket.once('open', resolve));
  // A frame: what it is, where it begins, and its bytes.
  const frame = (type: number, text: string) =>
    Buffer.concat([Buffer.from([type, 0, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(text)]);
  const attach = {
    type: 'attach',
    version: 1,
    client: 'a'.repeat(32),
    offset: null,
    input: 0,
    cols: 80,
    rows: 24,
  };
  socket.send(frame(0x03, JSON.stringify(attach)));
  socket.send(frame(0x01, 'exit\r'));
  await vi.waitFor(() => expect(count()).toBe(2), 15_000);
  expect((await call('GET', '/api/terminals')).body).toMatchObject([{ id: made.id, exited: true }]);
  await call('DELETE', `/api/terminals/${made.id}`);
  expect(count()).toBe(3);
  socket.terminate();
});

test.runIf(process.platform === 'linux')(
  'a build in a shell takes no workspace file of Go’s, as the server’s takes none',
  async () => {
    vi.stubEnv('GOWORK', '/home/ada/go.work');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { call, terminals } = await openBench();
    await call('POST', '/api/terminals/first', {});
    const { pid } = terminals.list('local')[0]!;
    // Until the shell has begun there is nothing to read.
    const environ = async () => (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
    await vi.waitFor(async () => expect(await environ()).toContain('GOWORK=off'), 15_000);
    expect(await environ()).toContain('CGO_ENABLED=0');
  },
);

test('nothing of a shell is the page’s choice but its name and its lab', async () => {
  const { call } = await openBench();
  for (const more of ['cwd', 'env', 'command', 'shell'])
    expect((await call('POST', '/api/terminals/first', { [more]: '/etc' })).status, more).toBe(400);
  expect((await call('POST', '/api/terminals/first', { lab: 'no' })).status).toBe(404);
});
