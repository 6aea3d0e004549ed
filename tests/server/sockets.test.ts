import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type BenchEvent, BenchEventSchema } from '#api/events.ts';
import { BENCH_PARTS } from '#system/part-names.ts';
import { PATIENT } from '../patient.ts';
import { rawRequest } from './raw-request.ts';
import { signIn, startServer } from './start-server.ts';

const PATHS = [
  '/api/events',
  `/api/terminals/${'a'.repeat(32)}/socket`,
  '/api/terminals/x/socket',
  '/',
  '/api/hello',
  '/enter',
  '/_astro/',
  '/api/nothing?a=/api/events',
  '//api/events',
  '/api/events/',
];

function upgrade(port: number, path: string, headers: string[]) {
  return rawRequest(port, [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ]);
}

describe('upgrades', () => {
  it('are answered 401 without a session, on every path', async () => {
    const { port } = await startServer();
    for (const path of PATHS) {
      expect((await upgrade(port, path, [])).status, path).toBe(401);
      expect((await upgrade(port, path, [`Cookie: spanwise_${port}=wrong`])).status, path).toBe(401);
      expect(
        (await upgrade(port, path, ['X-Forwarded-For: 127.0.0.1', 'Forwarded: for=127.0.0.1'])).status,
      ).toBe(401);
    }
  });

  it('are answered 404 with a session on paths that are no websockets', async () => {
    const { port, server } = await startServer();
    const cookie = `Cookie: ${await signIn(server)}`;
    for (const path of PATHS.slice(1)) expect((await upgrade(port, path, [cookie])).status, path).toBe(404);
    expect((await upgrade(port, '/api/events', [cookie])).status).toBe(101);
  });

  it('ignore a session cookie that was sent twice', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    expect((await upgrade(port, '/api/events', [`Cookie: ${cookie}; ${cookie}`])).status).toBe(401);
  });
});

describe('the events socket', () => {
  async function open(port: number, cookie: string) {
    const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/events`, { headers });
    const first = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    return { socket, first: await first, closed };
  }

  it('begins with hello', async () => {
    const { port, server } = await startServer();
    const { socket, first } = await open(port, await signIn(server));
    expect(JSON.parse(first)).toEqual({
      type: 'hello',
      instance: 'test',
      runtime: expect.objectContaining({ name: 'local' }),
      ready: false,
      phases: [],
      parts: BENCH_PARTS.map((part) => ({ part, state: 'absent', since: 1 })),
    });
    socket.terminate();
  });

  it('tells a page that opens later of the start, the lab, its services and the check that runs', async () => {
    const { port, server, lifecycle, labs, currentLab, checks } = await startServer();
    const open = labs.get('demo')!;
    await lifecycle.up(open.workspace.folder);
    currentLab.note('demo');
    checks.start(open, open.lab.steps.find(({ id }) => id === 'hangs')!);
    const cookie = await signIn(server);
    const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/events`, { headers });
    const told: BenchEvent[] = [];
    socket.on('message', (data) => told.push(BenchEventSchema.parse(JSON.parse(String(data)))));
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(2), PATIENT);
    expect(told).toMatchObject([
      {
        ...{ type: 'hello', ready: true, lab: 'demo', running: { lab: 'demo', whole: true } },
        phases: [
          { id: 'check', state: 'done' },
          { id: 'parts', state: 'done' },
        ],
      },
      { type: 'ready', ready: true },
      { type: 'check', lab: 'demo', step: 'hangs', state: 'running' },
    ]);
    checks.cancel();
    socket.terminate();
  });

  it('ends with 1009 over a mebibyte, and the server goes on', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    const { socket, closed } = await open(port, cookie);
    socket.send(Buffer.alloc(1024 * 1024 + 1));
    expect(await closed).toBe(1009);
    expect((await fetch(`http://127.0.0.1:${port}/api/hello`, { headers: { Cookie: cookie } })).status).toBe(
      200,
    );
  });

  it('ends on frames that no websocket may send, and the server goes on', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    const mask = [0, 0, 0, 0];
    const frames: Record<string, number[]> = {
      'unknown opcode': [0x83, 0x80, ...mask],
      unmasked: [0x81, 0x01, 0x61],
      'bad UTF-8': [0x81, 0x82, ...mask, 0xc3, 0x28],
      compressed: [0xc1, 0x81, ...mask, 0x61],
      'continuation of nothing': [0x80, 0x80, ...mask],
      'oversized ping': [0x89, 0xfe, 0x00, 0x7e, ...mask],
    };
    for (const [name, frame] of Object.entries(frames)) {
      const ended = await new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.once('data', () => socket.write(Buffer.from(frame)));
        socket.on('close', () => resolve(true));
        socket.setTimeout(15_000, () => resolve(false));
        socket.write(
          `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        );
      });
      expect(ended, name).toBe(true);
    }
    expect((await fetch(`http://127.0.0.1:${port}/api/hello`, { headers: { Cookie: cookie } })).status).toBe(
      200,
    );
  });

  it('are at most 64, and the next is told so', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    const sockets = await Promise.all(Array.from({ length: 64 }, () => open(port, cookie)));
    const refused = await upgrade(port, '/api/events', [`Cookie: ${cookie}`]);
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchInlineSnapshot(
      `"{"title":"64 connections are open, which is the most.","next":"Close other tabs."}"`,
    );
    for (const { socket } of sockets) socket.terminate();
  });
});

it('a refused upgrade leaves no connection behind, though the client keeps its side open', async () => {
  const { port } = await startServer();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  const lines = [
    `GET /api/events HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...['Connection: Upgrade', 'Upgrade: websocket'],
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.resume();
  await once(socket, 'end');
  // Once the server has let go, its system answers further bytes with a reset.
  const cut = new Promise((done) => socket.once('close', done));
  socket.on('error', () => {});
  const timer = setInterval(() => socket.write('x'), 20);
  onTestFinished(() => clearInterval(timer));
  await cut;
});
