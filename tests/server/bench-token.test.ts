import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BEARER_CALLS } from '#server/access/bearer-calls.ts';
import { rawRequest } from './raw-request.ts';
import { ADMIN_TOKEN, BENCH_TOKEN, signIn, startServer } from './start-server.ts';

const VALUES: Record<string, string> = {
  lab: 'demo',
  step: 'passes',
  command: 'greet',
  part: 'tempo',
  path: 'internal/shop/price.go',
  traceId: '0'.repeat(32),
  run: '1',
  id: 'f'.repeat(32),
};

/** Every call the router knows, with real values in its path. */
function callsOf(
  routes: readonly { method: string; path: string }[],
): { name: string; method: string; path: string }[] {
  const known = routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
  return known.map(({ method, path }) => ({
    name: `${method} ${path.replaceAll(/:(\w+)\{\.\+\}/g, ':$1+').replaceAll(/\{[^}]*\}/g, '')}`,
    method,
    path: path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => VALUES[name] ?? 'x'),
  }));
}

async function open() {
  const bench = await startServer();
  const base = `http://127.0.0.1:${bench.port}`;
  const send = (method: string, path: string, headers: Record<string, string>) =>
    fetch(base + path, { method, headers });
  const withToken = (method: string, path: string, token: string) =>
    send(method, path, { Authorization: `Bearer ${token}` });
  return { ...bench, base, send, withToken };
}

const CLOSED = [401, 403];

describe('the bench’s token', () => {
  it('opens exactly the calls of the command lab, of all the router knows', async () => {
    const { server, withToken } = await open();
    const calls = callsOf(server.routes);
    expect(calls.length).toBeGreaterThan(20);
    const opened = [];
    for (const { name, method, path } of calls) {
      const { status } = await withToken(method, path, BENCH_TOKEN);
      if (!CLOSED.includes(status)) opened.push(name);
    }
    expect(opened.toSorted()).toEqual([...BEARER_CALLS.bench].toSorted());
  });

  it('opens nothing that signs in, types into a shell, saves files or leads elsewhere', async () => {
    const { withToken } = await open();
    const closed = [
      'POST /api/links',
      'POST /api/logout',
      'GET /api/hello',
      'GET /api/terminals',
      'POST /api/terminals',
      'DELETE /api/terminals/x',
      'POST /api/runtime/up',
      'POST /api/bench/runtime',
      'GET /api/progress',
      'GET /api/progress/export',
      'POST /api/progress/import',
      'GET /api/labs/demo/files/internal/shop/price.go',
      'PUT /api/labs/demo/files/internal/shop/price.go',
      'POST /api/labs/demo/steps/passes/commands/greet/run',
      'GET /api//terminals',
      'HEAD /api/bench',
      'OPTIONS /api/bench',
    ];
    for (const call of closed) {
      const [method, path] = call.split(' ') as [string, string];
      expect(CLOSED, call).toContain((await withToken(method, path, BENCH_TOKEN)).status);
    }
  });

  it('is not led astray by a path that climbs', async () => {
    const { port, terminals } = await open();
    const climbing = [
      '/api/labs/demo/files/../../../terminals',
      '/api/labs/demo/files/../../../../enter',
      '/api/labs/../terminals',
      '/api/labs/demo/files/..%2f..%2f..%2fterminals',
      '/api/labs/%2e%2e/terminals',
      '/api/labs/demo/../../terminals',
    ];
    for (const method of ['GET', 'POST'])
      for (const path of climbing) {
        const { status } = await rawRequest(port, [
          `${method} ${path} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          `Authorization: Bearer ${BENCH_TOKEN}`,
          'Content-Length: 0',
          'Connection: close',
        ]);
        expect([401, 403, 404], `${method} ${path}`).toContain(status);
      }
    expect(terminals.list('local')).toEqual([]);
  });

  it('opens no websocket', async () => {
    const { port } = await open();
    for (const path of ['/api/events', `/api/terminals/${'f'.repeat(32)}/socket`]) {
      const { status } = await rawRequest(port, [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Authorization: Bearer ${BENCH_TOKEN}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ]);
      expect(status, path).toBe(403);
    }
  });

  it('a wrong one gets the same answer as none, on every call', async () => {
    const { server, send, withToken } = await open();
    const wrong = [`${BENCH_TOKEN}x`, BENCH_TOKEN.slice(0, -1), 'x'.repeat(43)];
    for (const { name, method, path } of callsOf(server.routes)) {
      const none = await send(method, path, {});
      const expected = [none.status, await none.text()];
      // A try that is judged wrong counts, so only one a call.
      const token = wrong[name.length % wrong.length]!;
      const answer = await withToken(method, path, token);
      expect([answer.status, await answer.text()], name).toEqual(expected);
    }
  });

  it('is nobody’s when given twice, in another scheme or in the address', async () => {
    const { port, send } = await open();
    const host = `Host: 127.0.0.1:${port}`;
    const good = `Authorization: Bearer ${BENCH_TOKEN}`;
    for (const lines of [
      [good, good],
      [`Authorization: Basic ${BENCH_TOKEN}`],
      [`Authorization: ${BENCH_TOKEN}`],
    ]) {
      const { status } = await rawRequest(port, [
        'GET /api/bench HTTP/1.1',
        host,
        ...lines,
        'Connection: close',
      ]);
      expect(status, lines.join()).toBe(401);
    }
    expect((await send('GET', `/api/bench?token=${BENCH_TOKEN}`, {})).status).toBe(401);
  });

  it('never stands in for the Origin of a request with a cookie, nor goes with one', async () => {
    const { server, base, send } = await open();
    const Cookie = await signIn(server);
    const Authorization = `Bearer ${BENCH_TOKEN}`;
    const check = (headers: Record<string, string>) =>
      send('POST', '/api/labs/demo/steps/passes/check', headers);
    expect((await check({ Cookie })).status).toBe(403);
    expect((await check({ Cookie, Authorization })).status).toBe(403);
    expect((await check({ Cookie: 'other=1', Authorization })).status).toBe(403);
    expect((await check({ Authorization, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await check({ Authorization, Origin: base })).status).toBe(401);
    expect((await check({ Authorization, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await check({ Authorization, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await check({ Authorization })).status).toBe(409);
  });

  it('is slowed after twenty wrong tries, like every secret, until a right one comes', async () => {
    const { withToken, waits } = await open();
    const wrong = () => withToken('GET', '/api/bench', 'wrong'.repeat(9));
    for (let tries = 0; tries < 20; tries++) await wrong();
    expect(waits).toEqual([]);
    await wrong();
    expect((await withToken('POST', '/api/links', 'wrong'.repeat(9))).status).toBe(403);
    expect(waits).toEqual([1000, 1000]);
    expect((await withToken('GET', '/api/bench', BENCH_TOKEN)).status).toBe(200);
    expect(waits).toHaveLength(3);
    expect((await withToken('GET', '/api/bench', BENCH_TOKEN)).status).toBe(200);
    expect(waits).toHaveLength(3);
  });

  it('and the owner’s token do not open each other’s calls', async () => {
    const { withToken } = await open();
    expect((await withToken('POST', '/api/links', ADMIN_TOKEN)).status).toBe(200);
    expect((await withToken('GET', '/api/bench', ADMIN_TOKEN)).status).toBe(401);
    expect((await withToken('POST', '/api/labs/demo/steps/passes/check', ADMIN_TOKEN)).status).toBe(403);
  });

  it('lies in a file of its owner alone, beside a program that does not contain it', async () => {
    const { state, labCommand } = await open();
    const { SPANWISE_TOKEN_FILE: file = '', ...others } = labCommand.env('demo');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(`${BENCH_TOKEN}\n`);
    expect((await stat(join(state, 'commands', 'lab'))).mode & 0o777).toBe(0o700);
    const program = await readFile(join(state, 'commands', 'lab'), 'utf8');
    expect(`${program} ${JSON.stringify(others)}`).not.toContain(BENCH_TOKEN);
  });
});
