import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ADMIN_TOKEN, signIn, startServer } from './start-server.ts';

const enter = (url: string) => fetch(url, { redirect: 'manual' });

describe('the one-use link', () => {
  it('is exchanged for a strict cookie and a clean address, once', async () => {
    const { server, port } = await startServer();
    const link = server.newLink();
    expect(new URL(link).searchParams.get('token')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const first = await enter(link);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.headers.getSetCookie()).toHaveLength(1);
    expect(first.headers.getSetCookie()[0]).toMatch(
      new RegExp(`^spanwise_${port}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000$`),
    );
    const second = await enter(link);
    expect(second.status).toBe(403);
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it('ends after ten minutes, and when a newer one is made', async () => {
    let now = 1_000_000;
    const { server } = await startServer({ now: () => now });
    const old = server.newLink();
    const late = server.newLink();
    expect((await enter(old)).status).toBe(403);
    now += 10 * 60_000;
    expect((await enter(late)).status).toBe(403);
    const timely = server.newLink();
    now += 10 * 60_000 - 1;
    expect((await enter(timely)).status).toBe(303);
  });

  it('says the same whatever was wrong with it', async () => {
    let now = 1_000_000;
    const { server, port } = await startServer({ now: () => now });
    const used = server.newLink();
    await enter(used);
    const expired = server.newLink();
    now += 11 * 60_000;
    const base = `http://127.0.0.1:${port}/enter`;
    const tries = [
      used,
      expired,
      base,
      `${base}?token=`,
      `${base}?token=wrong`,
      `${base}?token=${'x'.repeat(5000)}`,
    ];
    const answers = await Promise.all(tries.map(async (url) => (await enter(url)).text()));
    expect(new Set(answers).size).toBe(1);
  });

  it('is slowed after twenty wrong tries, and quick again with a new link', async () => {
    const { server, port, waits } = await startServer();
    const wrong = () => enter(`http://127.0.0.1:${port}/enter?token=wrong`);
    for (let i = 0; i < 20; i++) await wrong();
    expect(waits).toEqual([]);
    await wrong();
    await wrong();
    expect(waits).toEqual([1000, 1000]);
    expect((await enter(server.newLink())).status).toBe(303);
    expect(waits).toHaveLength(2);
  });

  it('is not used up by a browser that only looks ahead', async () => {
    const { server } = await startServer();
    const link = server.newLink();
    expect((await fetch(link, { method: 'HEAD', redirect: 'manual' })).status).toBe(403);
    const prefetch = await fetch(link, {
      headers: { 'Sec-Purpose': 'prefetch;prerender' },
      redirect: 'manual',
    });
    expect(prefetch.status).toBe(403);
    expect((await enter(link)).status).toBe(303);
  });

  it('leads to a page of this site and nowhere else', async () => {
    const { server } = await startServer();
    const locations = [];
    for (const next of [
      '/chapters/one/?a=1#b',
      '//evil.example',
      '/\\evil.example',
      'http://evil.example',
      'javascript:1',
      '/a/..//evil.example',
    ]) {
      locations.push((await enter(server.newLink(next))).headers.get('location'));
    }
    expect(locations).toMatchInlineSnapshot(`
      [
        "/chapters/one/?a=1#b",
        "/",
        "/",
        "/",
        "/",
        "//evil.example",
      ]
    `);
  });

  it('is renewed for a program that can read the state folder', async () => {
    const { server, port } = await startServer();
    const old = server.newLink();
    const call = (token: string) =>
      fetch(`http://127.0.0.1:${port}/api/links`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
      });
    expect((await call('x'.repeat(40))).status).toBe(403);
    const { url } = (await (await call(ADMIN_TOKEN)).json()) as { url: string };
    expect((await enter(old)).status).toBe(403);
    expect((await enter(url)).status).toBe(303);
  });
});

describe('the session', () => {
  it('survives a restart of the server, and its secret is not in the state folder', async () => {
    const first = await startServer();
    const cookie = await signIn(first.server);
    const kept = first.state;
    const { readFile, readdir, cp } = await import('node:fs/promises');
    await first.end();
    const secret = cookie.split('=')[1]!;
    for (const name of await readdir(kept, { recursive: true })) {
      const bytes = await readFile(`${kept}/${name}`).catch(() => Buffer.alloc(0));
      expect(bytes.includes(secret), name).toBe(false);
    }
    const copy = `${kept}-copy`;
    await cp(kept, copy, { recursive: true });
    const second = await startServer({ state: copy, port: first.port });
    const answer = await fetch(`http://127.0.0.1:${second.port}/api/hello`, { headers: { Cookie: cookie } });
    expect(answer.status).toBe(200);
  });

  it('ends with logout, and closes its websockets within a second', async () => {
    const { server, port } = await startServer();
    const [cookie, other] = [await signIn(server), await signIn(server)];
    const origin = `http://127.0.0.1:${port}`;
    const open = async (Cookie: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/api/events`, {
        headers: { Cookie, Origin: origin },
      });
      await new Promise((resolve) => socket.once('open', resolve));
      return socket;
    };
    const [mine, theirs] = [await open(cookie), await open(other)];
    const closed = new Promise<number>((resolve) => mine.once('close', resolve));
    const answer = await fetch(`${origin}/api/logout`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin },
    });
    expect(answer.status).toBe(204);
    expect(await closed).toBe(4401);
    expect(theirs.readyState).toBe(WebSocket.OPEN);
    expect((await fetch(`${origin}/api/hello`, { headers: { Cookie: cookie } })).status).toBe(401);
    theirs.terminate();
  });

  it('ends by itself after thirty days', async () => {
    let now = 1_000_000;
    const { server, port } = await startServer({ now: () => now });
    const cookie = await signIn(server);
    const hello = () => fetch(`http://127.0.0.1:${port}/api/hello`, { headers: { Cookie: cookie } });
    now += 30 * 24 * 3_600_000 - 1;
    expect((await hello()).status).toBe(200);
    now += 1;
    expect((await hello()).status).toBe(401);
  });
});
