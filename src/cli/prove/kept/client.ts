import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ProveOptions } from '../options.ts';
import type { Graded, Prover } from '../prover.ts';
import { StackFailed } from '../stack.ts';
import { isCodeCurrent } from './code-stamp.ts';
import { type Ask, type Reply, ReplySchema } from './messages.ts';
import { socketPath } from './socket-path.ts';

/**
 * Grades on a stack that another process keeps; undefined when none does,
 * or when it runs code that was edited since: then it is ended. Closing it without `keep` ends that stack.
 */
export async function connectKept(
  { runtime, state }: Pick<ProveOptions, 'runtime' | 'state'>,
  keep: boolean,
): Promise<Prover | undefined> {
  const path = socketPath(state);
  const first = await open(path);
  if (!first) return undefined;
  first.destroy();
  if (!isCodeCurrent({ runtime, state })) {
    await stopKept(state);
    return undefined;
  }
  return {
    async grade({ lab, step, files, requests }, progress, signal) {
      const ask: Ask = { type: 'grade', lab, step, files: [...files], ...(requests && { requests }) };
      return converse(path, ask, progress, signal);
    },
    close: async () => (keep ? undefined : stopKept(state).then(() => undefined)),
  };
}

/** Ends a kept stack and waits until it is gone; false when there was none. */
export async function stopKept(state: string | undefined): Promise<boolean> {
  const socket = await open(socketPath(state));
  if (!socket) return false;
  socket.resume().write(`${JSON.stringify({ type: 'stop' } satisfies Ask)}\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return true;
}

async function converse(
  path: string,
  ask: Ask,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<Graded> {
  const socket = await open(path);
  if (!socket) throw new StackFailed('The process that kept the stack is gone. Run the same command again.');
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    socket.write(`${JSON.stringify(ask)}\n`);
    const lines = createInterface({ input: socket });
    // A socket that is destroyed has no end that its reader would wait for.
    socket.once('close', () => lines.close());
    for await (const line of lines) {
      const reply: Reply = ReplySchema.parse(JSON.parse(line));
      if (reply.type === 'progress') progress(reply.text);
      else if (reply.type === 'graded') return { verdict: reply.verdict, duration: reply.duration };
      else throw reply.stack ? new StackFailed(reply.message) : new Error(reply.message);
    }
    signal.throwIfAborted();
    throw new StackFailed('The process that kept the stack ended in the middle. Run the same command again.');
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}

function open(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', () => resolve(undefined));
  });
}
