import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overflow, violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { type Course, newCourse } from './course.ts';

let course: Course;
let browser: Browser;
let link: string;
let page: Page;
let foreign: Server;
let foreignOrigin: string;

beforeAll(async () => {
  course = await newCourse();
  browser = await openBrowser();
  link = await course.start();
  ({ page } = await openPage(browser));
  foreign = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Foreign</title>'),
  );
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  foreignOrigin = `http://127.0.0.1:${(foreign.address() as { port: number }).port}`;
});

afterAll(async () => {
  foreign?.close();
  await browser?.close();
  await course?.end();
});

test('the link lets one browser in, once', async () => {
  await page.goto(link);
  expect(page.url()).not.toContain('token');
  expect(await hello(page)).toBe(200);
  const { page: second } = await openPage(browser);
  const answer = await second.goto(link);
  expect(answer!.status()).toBeGreaterThanOrEqual(400);
  expect(await second.context().cookies()).toEqual([]);
  await second.context().close();
});

test('a second npm start prints a new link, which ends the one before it', async () => {
  const unused = await course.newLink();
  const newest = await course.newLink();
  const { page: other } = await openPage(browser);
  expect((await other.goto(unused))!.status()).toBeGreaterThanOrEqual(400);
  expect((await other.goto(newest))!.status()).toBeLessThan(400);
  expect(await hello(other)).toBe(200);
  await other.context().close();
});

test('a page of another origin reads nothing, changes nothing and opens no socket, even in the same browser', async () => {
  const before = await terminals(page);
  const outsider = await page.context().newPage();
  await outsider.goto(foreignOrigin);
  const outcome = await outsider.evaluate(async (origin) => {
    const request = (path: string, init: RequestInit) =>
      fetch(origin + path, { credentials: 'include', ...init }).then(
        (answer) => `answered ${answer.status}`,
        () => 'refused',
      );
    const socket = (path: string) =>
      new Promise<string>((resolve) => {
        const tried = new WebSocket(origin.replace('http', 'ws') + path);
        tried.onopen = () => resolve('open');
        tried.onerror = () => resolve('refused');
      });
    return {
      read: await request('/api/hello', {}),
      create: await request('/api/terminals', { method: 'POST', body: '{"name":"evil"}' }),
      typed: await request('/api/terminals', {
        method: 'POST',
        body: '{"name":"evil"}',
        headers: { 'Content-Type': 'application/json' },
      }),
      // A request whose answer may not be read is still sent; the server must not act on it.
      blind: await request('/api/terminals', { method: 'POST', body: '{"name":"evil"}', mode: 'no-cors' }),
      events: await socket('/api/events'),
      terminal: await socket(`/api/terminals/${'0'.repeat(32)}/socket`),
    };
  }, course.origin);
  expect(outcome).toMatchObject({
    read: 'refused',
    create: 'refused',
    typed: 'refused',
    events: 'refused',
    terminal: 'refused',
  });
  expect(await terminals(page)).toEqual(before);
  await outsider.close();
});

test('under the other names of the machine it is the same learner, with the same kept answers', async () => {
  await page.evaluate(() => localStorage.setItem('test', 'kept'));
  for (const name of ['localhost', '[::1]']) {
    await page.goto(`http://${name}:${course.port}/chapters/instrument/?a=1`);
    expect(page.url(), name).toBe(`${course.origin}/chapters/instrument/?a=1`);
    expect(await page.evaluate(() => localStorage.getItem('test')), name).toBe('kept');
    expect(await hello(page), name).toBe(200);
  }
});

test.each(['light', 'dark'] as const)(
  'pages of refusals are like the course’s own, %s',
  async (colorScheme) => {
    const forwarded = forward(course.port);
    await new Promise<void>((resolve) => forwarded.listen(0, '127.0.0.1', resolve));
    const { port } = forwarded.address() as { port: number };
    const { page: stranger } = await openPage(browser, {
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    const paper = colorScheme === 'light' ? 'rgb(253, 252, 249)' : 'rgb(20, 23, 27)';
    for (const [url, title] of [
      [link, 'This link is no longer valid'],
      [link.replace('127.0.0.1', 'localhost'), 'Open the link as it was printed'],
      [`http://localhost:${port}/chapters/instrument/`, 'The port was forwarded under another number'],
    ] as const) {
      const answer = await stranger.goto(url);
      expect(answer!.status(), title).toBe(403);
      await stranger.getByRole('heading', { name: title }).waitFor();
      expect(await stranger.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(paper);
      expect(await violations(stranger)).toEqual([]);
      expect(await overflow(stranger)).toBeLessThanOrEqual(0);
    }
    await stranger.context().close();
    forwarded.close();
  },
);

test('a browser without the cookie gets the pages’ word on it and no socket', async () => {
  const { page: stranger } = await openPage(browser);
  const answer = await stranger.goto(`${course.origin}/api/hello`);
  expect(answer!.status()).toBe(401);
  await stranger.context().close();
});

// Carries bytes to another port, as ssh and editors do.
function forward(to: number): TcpServer {
  return createTcpServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    incoming.pipe(outgoing).pipe(incoming);
    for (const socket of [incoming, outgoing]) socket.on('error', () => socket.destroy());
  });
}

// Asked with the page's cookies but not by the page, which reloads itself while the site is being built.
async function hello(from: Page): Promise<number> {
  return (await from.request.get(`${course.origin}/api/hello`)).status();
}

async function terminals(from: Page): Promise<unknown> {
  return (await from.request.get(`${course.origin}/api/terminals`)).json();
}
