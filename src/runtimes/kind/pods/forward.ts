import { createServer, type Socket } from 'node:net';
import { type KubeConfig, PortForward } from '@kubernetes/client-node';
import type { PodView } from './read-pod.ts';

interface Forwarding {
  /** The loopback port that stands for the part on this machine. */
  port: number;
  /** The port in the part's pod. */
  podPort: number;
  /** Asked at every connection: a new pod, or another cluster, is reached without anything being started again. */
  target: () => { pod: PodView | undefined; kube: KubeConfig } | undefined;
  signal: AbortSignal;
}

/** How long the cluster may take to open one connection, in milliseconds. */
const PATIENCE = 5000;

/**
 * Listens on loopback and carries each connection into the pod that is the part at that moment, through the
 * Kubernetes API. Resolves when it listens; ends when `signal` aborts.
 */
export async function forwardPort(forwarding: Forwarding): Promise<void> {
  const { port, signal } = forwarding;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
    void carry(socket, forwarding).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ port, host: '127.0.0.1' }, resolve);
  });
  const end = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}

async function carry(socket: Socket, { target, podPort }: Forwarding): Promise<void> {
  const { pod, kube } = target() ?? {};
  if (!pod?.running || !kube) return void socket.destroy();
  const forward = new PortForward(kube);
  const late = setTimeout(() => socket.destroy(), PATIENCE);
  try {
    const channel = await forward.portForward(pod.namespace, pod.name, [podPort], socket, null, socket);
    if (!('on' in channel)) return;
    if (socket.destroyed) return channel.close();
    channel.on('error', () => socket.destroy());
    channel.on('close', () => socket.end());
    socket.once('close', () => channel.close());
  } finally {
    clearTimeout(late);
  }
}
