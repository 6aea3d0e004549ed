import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createCall } from '#cli/lab/server/call.ts';
import { runLab } from '../cli-io.ts';

let folder: string;
let token: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-lab-'));
  token = join(folder, 'token');
  writeFileSync(token, 'the-token\n');
  mkdirSync(join(folder, 'no-file'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that answers in its own way; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answer =
  (status: number, body: string, type = 'application/problem+json'): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': type }).end(body);

test('whatever stands between the command and its server is said, with the next action and an exit code', async () => {
  const gone = await serve(() => {});
  const closed = createServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));
  const refused = `http://127.0.0.1:${port}`;
  const problem = JSON.stringify({
    title: 'The bench does not run yet.',
    detail: 'tempo is starting',
    next: 'Wait.',
  });
  const bench = { SPANWISE_LAB: 'demo', SPANWISE_TOKEN_FILE: token };
  const cases: [string, Record<string, string>][] = [
    ['in another shell', {}],
    ['no lab is open', { ...bench, SPANWISE_LAB: '', SPANWISE_URL: gone }],
    [
      'the lab is not there any more',
      { ...bench, SPANWISE_URL: await serve(answer(404, '{"title":"No such lab."}')) },
    ],
    ['nothing listens', { ...bench, SPANWISE_URL: refused }],
    [
      'the server has ended and taken its token',
      { ...bench, SPANWISE_URL: refused, SPANWISE_TOKEN_FILE: join(folder, 'gone') },
    ],
    [
      'the token cannot be read',
      { ...bench, SPANWISE_URL: refused, SPANWISE_TOKEN_FILE: join(folder, 'no-file') },
    ],
    [
      'the token is refused',
      { ...bench, SPANWISE_URL: await serve(answer(401, '{"title":"This browser is not signed in."}')) },
    ],
    [
      'another program listens',
      { ...bench, SPANWISE_URL: await serve(answer(200, '<h1>It works!</h1>', 'text/html')) },
    ],
    [
      'another program speaks JSON',
      { ...bench, SPANWISE_URL: await serve(answer(404, '{"error":"no"}', 'application/json')) },
    ],
    ['the connection is cut', { ...bench, SPANWISE_URL: await serve((request) => request.destroy()) }],
    ['the server cannot now', { ...bench, SPANWISE_URL: await serve(answer(409, problem)) }],
    ['the server has a defect', { ...bench, SPANWISE_URL: await serve(answer(500, problem)) }],
  ];
  const said = [];
  for (const [when, env] of cases) {
    const { code, out, err } = await runLab(['status'], { env: { NO_COLOR: '1', ...env } });
    expect(out).toBe('');
    said.push(`${when}: exit ${code}\n${err}`);
  }
  const text = said
    .join('\n')
    .replaceAll(/127\.0\.0\.1:\d+|--port \d+/g, (port) => port.replace(/\d+$/, 'PORT'));
  expect(text.replaceAll(folder, 'STATE')).toMatchInlineSnapshot(`
    "in another shell: exit 69
    lab: This shell is not a terminal of the bench.
         Type lab in the Terminal tab of the course’s page.

    no lab is open: exit 66
    lab: No lab is open in this terminal.
         Open a chapter with a lab in the page, and a new terminal there.

    the lab is not there any more: exit 66
    lab: No lab is open in this terminal.
         Open a chapter with a lab in the page, and a new terminal there.

    nothing listens: exit 69
    lab: The Spanwise server at http://127.0.0.1:PORT does not answer.
         Start it again where it ran, with npm start -- --port PORT, and open a new terminal in the
         page.

    the server has ended and taken its token: exit 69
    lab: The Spanwise server at http://127.0.0.1:PORT does not answer.
         Start it again where it ran, with npm start -- --port PORT, and open a new terminal in the
         page.

    the token cannot be read: exit 77
    lab: This terminal’s token cannot be read from STATE/no-file.
         EISDIR: illegal operation on a directory, read
         Open a new terminal in the course’s page and try again there.

    the token is refused: exit 77
    lab: The server does not accept this terminal’s token.
         Each start of the server makes a new one, and this shell belongs to another start.
         Open a new terminal in the course’s page and try again there.

    another program listens: exit 69
    lab: Something answers at http://127.0.0.1:PORT, but not as this version of Spanwise does.
         Open a new terminal in the course’s page and try again there.

    another program speaks JSON: exit 69
    lab: Something answers at http://127.0.0.1:PORT, but not as this version of Spanwise does.
         Open a new terminal in the course’s page and try again there.

    the connection is cut: exit 69
    lab: The Spanwise server at http://127.0.0.1:PORT does not answer.
         Start it again where it ran, with npm start -- --port PORT, and open a new terminal in the
         page.

    the server cannot now: exit 75
    lab: The bench does not run yet.
         tempo is starting
         Wait.

    the server has a defect: exit 70
    lab: The bench does not run yet.
         tempo is starting
         Wait.
    "
  `);
});

test('a server that does not answer is not waited for without end', async () => {
  const call = createCall({ SPANWISE_URL: await serve(() => {}), SPANWISE_TOKEN_FILE: token });
  const answer = await call('GET', '/api/bench', { timeout: 100 });
  expect(answer).toMatchObject({
    ok: false,
    exit: 69,
    problem: { title: expect.stringMatching(/has not answered for 0.1 seconds/) },
  });
});

test('the token goes in a header, read anew for each call, and into nothing else', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(
      `${request.method} ${request.url} ${request.headers.authorization} ${request.headers.cookie ?? ''}`,
    );
    answer(200, '{}', 'application/json')(request, response);
  });
  const file = join(folder, 'changing');
  const call = createCall({ SPANWISE_URL: url, SPANWISE_TOKEN_FILE: file });
  writeFileSync(file, 'first');
  await call('GET', '/api/bench');
  writeFileSync(file, 'second\n');
  await call('POST', '/api/x', { body: { a: 1 } });
  expect(seen).toEqual(['GET /api/bench Bearer first ', 'POST /api/x Bearer second ']);
});
