import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, expect, test, vi } from 'vitest';
import { type Api, ApiError, apiOf } from '#runtimes/kind/cluster/api.ts';
import { installed } from '../../installed.ts';

// The client is made for typed calls. Only its credentials and its HTTP class are used, and its streams: each is held here.
const never = new AbortController().signal;
let server: Server | undefined;
afterEach(() => server?.closeAllConnections());

test('the version that was read', () => {
  expect(installed('@kubernetes/client-node'), 'Read gen/http/isomorphic-fetch.js of the new one').toBe(
    '2.0.1',
  );
});

test('a call carries the kubeconfig’s credentials, its body as JSON and the type of a patch', async () => {
  const asked: unknown[] = [];
  const api = await apiFor(async (request, response) => {
    const { authorization, 'content-type': type } = request.headers;
    asked.push([request.method, request.url, authorization, type, await bodyOf(request)]);
    response.end('{"kind":"Pod"}');
  });
  expect(await api.get('/api/v1/pods?limit=1', never)).toEqual({ kind: 'Pod' });
  await api.post('/api/v1/pods', { a: 1 }, never);
  await api.patch('/api/v1/pods/one', { b: 2 }, never);
  await api.remove('/api/v1/pods/one', never);
  expect(asked).toEqual([
    ['GET', '/api/v1/pods?limit=1', 'Bearer secret', undefined, ''],
    ['POST', '/api/v1/pods', 'Bearer secret', 'application/json', '{"a":1}'],
    ['PATCH', '/api/v1/pods/one', 'Bearer secret', 'application/strategic-merge-patch+json', '{"b":2}'],
    ['DELETE', '/api/v1/pods/one', 'Bearer secret', undefined, ''],
  ]);
});

test('a refusal is an ApiError with its status, in the words of the cluster', async () => {
  const api = await apiFor((_, response) => {
    response.writeHead(403).end('{"kind":"Status","message":"pods is forbidden"}');
  });
  const refused = await api.get('/api/v1/pods', never).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 403, message: 'pods is forbidden' });
  await expect(api.lines('/log', never)[Symbol.asyncIterator]().next()).rejects.toThrow('pods is forbidden');
});

test('lines come while the answer goes on, whole ones only, until the signal aborts', async () => {
  let answer: ServerResponse | undefined;
  // The network may cut a letter in two.
  const text = Buffer.from('one\ntwö\nthree\nfo');
  const api = await apiFor((_, response) => {
    answer = response;
    response.write(text.subarray(0, 7));
  });
  const ending = new AbortController();
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of api.lines('/log?follow=true', ending.signal)) lines.push(line);
  })();
  await vi.waitFor(() => expect(lines).toEqual(['one']));
  answer!.write(text.subarray(7));
  await vi.waitFor(() => expect(lines).toEqual(['one', 'twö', 'three']));
  ending.abort();
  await expect(reading).rejects.toThrow(/abort/);
  expect(lines).toHaveLength(3);
});

test('a call ends with its signal, and says why an API that is away did not answer', async () => {
  const api = await apiFor(() => undefined);
  const ending = new AbortController();
  const asked = api.get('/version', ending.signal);
  ending.abort(new Error('given up'));
  await expect(asked).rejects.toThrow('given up');
  server?.closeAllConnections();
  await new Promise((closed) => server?.close(closed));
  const away = (await api.get('/version', never).catch((error: unknown) => error)) as Error;
  expect((away.cause as Error).message).toContain('ECONNREFUSED');
});

async function apiFor(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Api> {
  server = createServer((request, response) => void answer(request, response));
  const made = server;
  await new Promise<void>((listening) => made.listen(0, '127.0.0.1', listening));
  const { port } = made.address() as AddressInfo;
  const kube = new KubeConfig();
  kube.loadFromClusterAndUser(
    { name: 'test', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: 'admin', token: 'secret' },
  );
  return apiOf(kube);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
