import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BenchError, call } from '#site/elements/server/bench-api.ts';

// A real server, so that what fetch throws is what it throws.
const server = createServer((request, response) => {
  if (request.url === '/cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
    response.write('{"half":', () => response.destroy());
    return;
  }
  response.writeHead(request.url === '/refused' ? 409 : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ title: 'Taken.', detail: 'By another.' }));
});
let origin: string;
const realFetch = globalThis.fetch;

beforeEach(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => realFetch(origin + path, init));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test('an answer is given, and a refusal is thrown in the words of the server', async () => {
  expect(await call('GET', '/fine')).toEqual({ title: 'Taken.', detail: 'By another.' });
  const refused = await call('GET', '/refused').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(BenchError);
  expect(refused).toMatchObject({ status: 409, message: 'Taken. By another.' });
});

test('an answer that is cut off is none', async () => {
  const cut = await call('GET', '/cut').catch((error: unknown) => error);
  expect(cut).toBeInstanceOf(BenchError);
  expect(cut).toMatchObject({ status: 0, message: expect.stringContaining('did not answer') });
});

test('a call that was taken back throws what took it back', async () => {
  const taken = new Error('left');
  await expect(call('GET', '/fine', undefined, { signal: AbortSignal.abort(taken) })).rejects.toBe(taken);
});
