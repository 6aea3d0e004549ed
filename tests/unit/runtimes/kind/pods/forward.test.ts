import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, expect, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { forwardPort } from '#runtimes/kind/pods/forward.ts';
import type { PodView } from '#runtimes/kind/pods/read-pod.ts';

// What of the Kubernetes client's PortForward is leaned on: its path, its channels, and that it gives the web socket.
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

test('carries bytes both ways, and each side’s end to the other', async () => {
  const { kube, sockets, paths } = await cluster();
  const socket = await connectThrough(() => ({ pod: running, kube }));
  await vi.waitFor(() => expect(sockets).toHaveLength(1));
  expect(paths).toEqual(['/api/v1/namespaces/bookstore/pods/orders-1/portforward?ports=8080']);
  const sent: Buffer[] = [];
  sockets[0]!.on('message', (data: Buffer) => sent.push(data));
  const received: Buffer[] = [];
  socket.on('data', (data: Buffer) => received.push(data));
  // Each channel begins with the port it is for, as two bytes.
  sockets[0]!.send(Buffer.from([0, 0x90, 0x1f]));
  sockets[0]!.send(Buffer.from([1, 0x90, 0x1f]));
  sockets[0]!.send(Buffer.concat([Buffer.from([0]), Buffer.from('hello')]));
  await vi.waitFor(() => expect(Buffer.concat(received).toString()).toBe('hello'));
  socket.write('ping');
  await vi.waitFor(() => expect(Buffer.concat(sent)).toEqual(Buffer.from('\0ping')));
  sockets[0]!.close();
  await vi.waitFor(() => expect(socket.readableEnded).toBe(true));
});

test('a connection that this side ends is ended in the cluster too', async () => {
  const { kube, sockets } = await cluster();
  const socket = await connectThrough(() => ({ pod: running, kube }));
  await vi.waitFor(() => expect(sockets).toHaveLength(1));
  socket.destroy();
  await vi.waitFor(() => expect(sockets[0]!.readyState).toBe(sockets[0]!.CLOSED));
});

test('a part without a running pod refuses', async () => {
  const { kube } = await cluster();
  for (const pod of [undefined, { ...running, running: false }]) {
    const socket = await connectThrough(() => ({ pod, kube }));
    await vi.waitFor(() => expect(socket.closed).toBe(true));
  }
});

const running = { namespace: 'bookstore', name: 'orders-1', running: true } as PodView;

async function connectThrough(target: Parameters<typeof forwardPort>[0]['target']): Promise<Socket> {
  const life = new AbortController();
  const port = await freePort();
  await forwardPort({ port, podPort: 8080, target, signal: life.signal });
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.resume();
  ending.push(
    () => life.abort(),
    () => socket.destroy(),
  );
  return socket;
}

/** A cluster's API that takes port forwardings and leaves their channels to the test. */
async function cluster(): Promise<{ kube: KubeConfig; sockets: WebSocket[]; paths: string[] }> {
  const sockets: WebSocket[] = [];
  const paths: string[] = [];
  const server = createServer();
  const upgrading = new WebSocketServer({ server, handleProtocols: () => 'v4.channel.k8s.io' });
  upgrading.on('connection', (socket, request) => {
    sockets.push(socket);
    paths.push(request.url!);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ending.push(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
  });
  const kube = new KubeConfig();
  kube.loadFromClusterAndUser(
    {
      name: 'test',
      server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      skipTLSVerify: true,
    },
    { name: 'admin', token: 'secret' },
  );
  return { kube, sockets, paths };
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
