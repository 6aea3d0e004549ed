import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { ADMIN_TOKEN, signIn, startServer } from './start-server.ts';

const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

describe('which names the server answers under', () => {
  it('refuses every Host but its own, for pages, the API and websockets', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    const wrong = [
      ['Host: evil.example'],
      [`Host: evil.example:${port}`],
      ['Host: 127.0.0.1'],
      [`Host: 127.0.0.1:${port + 1}`],
      [`Host: 127.0.0.1.evil.example:${port}`],
      [`Host: localhost.:${port}`],
      [`Host: 0.0.0.0:${port}`],
      [`Host: user@127.0.0.1:${port}`],
      ['Host: '],
      [],
      [`Host: 127.0.0.1:${port}`, 'Host: evil.example'],
      ['Host: evil.example', `Host: 127.0.0.1:${port}`],
      [`Host: 127.0.0.1:${port}`, `Host: 127.0.0.1:${port}`],
    ];
    for (const hosts of wrong) {
      const origin = `Origin: http://127.0.0.1:${port}`;
      for (const path of ['/', '/api/hello']) {
        const { status } = await rawRequest(port, [
          `GET ${path} HTTP/1.1`,
          ...hosts,
          `Cookie: ${cookie}`,
          'Connection: close',
        ]);
        expect(status, `${path} with ${hosts.join(' and ') || 'no Host'}`).toBe(403);
      }
      const upgrade = await rawRequest(port, [
        'GET /api/events HTTP/1.1',
        ...hosts,
        ...UPGRADE,
        origin,
        `Cookie: ${cookie}`,
      ]);
      expect(upgrade.status, `websocket with ${hosts.join(' and ') || 'no Host'}`).toBe(403);
    }
  });

  it('answers under its three names', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      const { status } = await rawRequest(port, [
        'GET /api/hello HTTP/1.1',
        `Host: ${name}:${port}`,
        `Cookie: ${cookie}`,
        'Connection: close',
      ]);
      expect(status, name).toBe(200);
    }
  });

  it('takes no whole URL as the target, which would name another host', async () => {
    const { port, server } = await startServer();
    const cookie = await signIn(server);
    for (const target of ['http://evil.example/api/hello', `http://127.0.0.1:${port}/`, '*']) {
      const { status } = await rawRequest(port, [
        `GET ${target} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        'Connection: close',
      ]);
      expect(status, target).toBe(403);
    }
  });

  it('listens on loopback only', async () => {
    const { port } = await startServer();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'));
    expect(
      (await rawRequest(port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close'])).status,
    ).toBe(200);
    for (const { address } of others) {
      await expect(rawRequest(port, ['GET / HTTP/1.1'], { host: address }), address).rejects.toThrow(
        'ECONNREFUSED',
      );
    }
  });
});

describe('which pages may call', () => {
  const wrongOrigins = (port: number) => [
    'null',
    '',
    'http://evil.example',
    `http://127.0.0.1:${port}.evil.example`,
    `http://evil.127.0.0.1:${port}`,
    `http://127.0.0.1:${port}1`,
    `http://127.0.0.1:${port + 1}`,
    'http://127.0.0.1',
    `https://127.0.0.1:${port}`,
    `HTTP://127.0.0.1:${port}`,
    `http://127.0.0.1.:${port}`,
    `http://user@127.0.0.1:${port}`,
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}`,
    `http://[::1]:${port}`,
    `http://[0:0:0:0:0:0:0:1]:${port}`,
    `http://2130706433:${port}`,
  ];

  it('refuses a changing call and a websocket from every other origin, before the upgrade', async () => {
    const { port, server } = await startServer();
    const cookie = `Cookie: ${await signIn(server)}`;
    const host = `Host: 127.0.0.1:${port}`;
    const refused = [
      [],
      ...wrongOrigins(port).map((origin) => [`Origin: ${origin}`]),
      [`Origin: http://127.0.0.1:${port}`, 'Origin: http://evil.example'],
      [`Origin: http://127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`],
      [`Origin: http://127.0.0.1:${port}`, 'Sec-Fetch-Site: cross-site'],
      [`Origin: http://127.0.0.1:${port}`, 'Sec-Fetch-Site: same-site'],
      [`Origin: http://127.0.0.1:${port}`, 'Sec-Fetch-Site: none'],
    ];
    for (const headers of refused) {
      const called = await rawRequest(port, [
        'POST /api/runtime/up HTTP/1.1',
        host,
        cookie,
        ...headers,
        'Content-Length: 0',
        'Connection: close',
      ]);
      expect(called.status, `POST with ${headers.join(' and ') || 'no Origin'}`).toBe(403);
      const upgraded = await rawRequest(port, [
        'GET /api/events HTTP/1.1',
        host,
        cookie,
        ...headers,
        ...UPGRADE,
      ]);
      expect(upgraded.status, `websocket with ${headers.join(' and ') || 'no Origin'}`).toBe(403);
    }
  });

  it('answers its own page, and refuses other sites even reading', async () => {
    const { port, server } = await startServer();
    const cookie = `Cookie: ${await signIn(server)}`;
    const own = [
      `Host: 127.0.0.1:${port}`,
      cookie,
      `Origin: http://127.0.0.1:${port}`,
      'Sec-Fetch-Site: same-origin',
    ];
    expect((await rawRequest(port, ['GET /api/events HTTP/1.1', ...own, ...UPGRADE])).status).toBe(101);
    const post = ['POST /api/runtime/up HTTP/1.1', ...own, 'Content-Length: 0', 'Connection: close'];
    expect((await rawRequest(port, post)).status).toBe(202);
    const foreign = [
      'GET /api/hello HTTP/1.1',
      own[0]!,
      cookie,
      'Sec-Fetch-Site: cross-site',
      'Connection: close',
    ];
    expect((await rawRequest(port, foreign)).status).toBe(403);
  });

  it('takes no Origin only from a program with the bearer token, never for a cookie', async () => {
    const { port, server } = await startServer();
    const cookie = `Cookie: ${await signIn(server)}`;
    const call = (...headers: string[]) =>
      rawRequest(port, [
        'POST /api/links HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        ...headers,
        'Content-Length: 0',
        'Connection: close',
      ]);
    expect((await call(`Authorization: Bearer ${ADMIN_TOKEN}`)).status).toBe(200);
    expect((await call(cookie)).status).toBe(403);
    expect((await call(cookie, `Authorization: Bearer ${ADMIN_TOKEN}x`)).status).toBe(403);
    expect((await call(`Authorization: Bearer ${ADMIN_TOKEN}`, 'Origin: http://evil.example')).status).toBe(
      403,
    );
    // The page itself has no use for it: a cookie alone makes no links.
    expect((await call(cookie, `Origin: http://127.0.0.1:${port}`)).status).toBe(401);
  });
});
