import { describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { startServer } from './start-server.ts';

const NAVIGATION = [
  'Accept: text/html,application/xhtml+xml',
  'Sec-Fetch-Mode: navigate',
  'Connection: close',
];

/** A GET as a browser sends it for an address that was typed. */
function navigate(port: number, path: string, host: string, headers: string[] = NAVIGATION) {
  return rawRequest(port, [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...headers]);
}

describe('a page under another name of this machine', () => {
  it('leads to the printed address, with its path and query', async () => {
    const { port } = await startServer();
    for (const name of ['localhost', '[::1]']) {
      for (const path of [
        '/',
        '/chapters/one/?a=1&b=%20',
        '/%5cevil.example',
        '/\\evil.example',
        '//evil.example/',
      ]) {
        const { status, head } = await navigate(port, path, `${name}:${port}`);
        const location = /^Location: (.*)$/m.exec(head)?.[1]?.trim() ?? '';
        expect([status, new URL(location).host], `${name} ${path}`).toEqual([307, `127.0.0.1:${port}`]);
        expect(head).toContain('Cache-Control: no-store');
      }
    }
    const { head } = await navigate(port, '/chapters/one/?a=1', `localhost:${port}`);
    expect(head).toContain(`Location: http://127.0.0.1:${port}/chapters/one/?a=1`);
    const old = await navigate(port, '/', `localhost:${port}`, ['Accept: text/html', 'Connection: close']);
    expect(old.status, 'a browser that sends no Sec-Fetch-Mode').toBe(307);
  });

  it('is not led there under the printed name, and neither is anything but a page', async () => {
    const { port } = await startServer();
    expect((await navigate(port, '/', `127.0.0.1:${port}`)).status).toBe(200);
    const quiet = ['Accept: */*', 'Sec-Fetch-Mode: cors', 'Connection: close'];
    expect((await navigate(port, '/', `localhost:${port}`, quiet)).status).toBe(200);
    expect((await navigate(port, '/api/hello', `localhost:${port}`)).status).toBe(401);
    const post = [`POST / HTTP/1.1`, `Host: localhost:${port}`, ...NAVIGATION, 'Content-Length: 0'];
    expect((await rawRequest(port, post)).status).toBe(403);
  });

  it('sends no token on: a link under another name says so, and is not used up', async () => {
    const { port, server } = await startServer();
    const link = new URL(server.newLink());
    const token = link.searchParams.get('token')!;
    const { status, head, body } = await navigate(port, link.pathname + link.search, `localhost:${port}`);
    expect([status, head.includes('Location')]).toEqual([403, false]);
    expect(body).toContain('Open the link as it was printed');
    expect(head + body).not.toContain(token);
    const elsewhere = await navigate(port, `/?token=${token}&a=1`, `localhost:${port}`);
    expect(elsewhere.head).not.toContain(token);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
  });
});

describe('a page the door refuses', () => {
  it('says which number a forwarded port needs, and is refused all the same', async () => {
    const { port } = await startServer();
    const { status, head, body } = await navigate(
      port,
      '/chapters/one/?token=secret',
      `localhost:${port + 1}`,
    );
    expect([status, /Content-Type: (.*)/.exec(head)?.[1]]).toEqual([403, 'text/html; charset=utf-8']);
    expect(body).toContain('The port was forwarded under another number');
    expect(body).toContain(`ssh -L ${port}:127.0.0.1:${port}`);
    expect(body).toContain(`npm start -- --port ${port + 1}`);
    expect(body).not.toContain('secret');
  });

  it('says under which name it answers, and shows what it was called as text', async () => {
    const { port } = await startServer();
    const foreign = await navigate(port, '/', 'evil.example"><script>');
    expect(foreign.status).toBe(403);
    expect(foreign.body).toContain('does not answer under this name');
    expect(foreign.body).not.toContain('<script');
    for (const hosts of [['Host: evil.example', `Host: 127.0.0.1:${port}`], []]) {
      const { status, body } = await rawRequest(port, ['GET / HTTP/1.1', ...hosts, ...NAVIGATION]);
      expect([status, body.includes('does not answer under this name')]).toEqual([403, true]);
    }
  });

  it('is a problem for programs, and for calls', async () => {
    const { port } = await startServer();
    for (const [path, headers] of [
      ['/', ['Connection: close']],
      ['/api/hello', NAVIGATION],
    ] as const) {
      const { status, head } = await navigate(port, path, `localhost:${port + 1}`, [...headers]);
      expect([status, head.includes('application/problem+json')], path).toEqual([403, true]);
    }
  });
});
