import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProveOptions } from '../options.ts';
import type { Job } from '../prover.ts';
import { StackFailed } from '../stack.ts';
import { writeCodeStamp } from './code-stamp.ts';
import { keptProver } from './kept-prover.ts';
import { AskSchema, type Reply } from './messages.ts';
import { socketPath } from './socket-path.ts';

const IDLE = 30 * 60_000;

/** Keeps a stack and grades on it for whoever connects to the socket, until it is told to stop or idle too long. */
export async function keepStack(
  labsFolder: string,
  { runtime, state }: Pick<ProveOptions, 'runtime' | 'state'>,
  ended: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([ended, stop.signal]);
  const path = socketPath(state);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  chmodSync(dirname(path), 0o700);
  rmSync(path, { force: true });
  writeCodeStamp({ runtime, state });
  const prover = keptProver(labsFolder, { runtime, state }, signal);
  let queue: Promise<unknown> = Promise.resolve();
  let lastUse = Date.now();
  const sockets = new Set<Socket>();

  const grade = async (job: Job, progress: (text: string) => void, wanted: AbortSignal): Promise<Reply> => {
    lastUse = Date.now();
    try {
      return { type: 'graded', ...(await (await prover.forJob(job, progress)).grade(job, progress, wanted)) };
    } catch (error) {
      return { type: 'failed', message: (error as Error).message, stack: error instanceof StackFailed };
    } finally {
      lastUse = Date.now();
    }
  };

  const serve = async (socket: Socket) => {
    sockets.add(socket);
    const callerLeft = new AbortController();
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      callerLeft.abort(new Error('the caller is gone'));
    });
    const say = (reply: Reply) => socket.writable && socket.write(`${JSON.stringify(reply)}\n`);
    for await (const line of createInterface({ input: socket })) {
      const ask = AskSchema.parse(JSON.parse(line));
      if (ask.type === 'stop') return stop.abort(new Error('asked to stop'));
      const job: Job = { ...ask, files: new Map(ask.files) };
      const wanted = AbortSignal.any([signal, callerLeft.signal]);
      queue = queue
        .then(() => grade(job, (text) => say({ type: 'progress', text }), wanted))
        .then(say)
        // Nothing to keep: the next call begins anew, with a machine that was mended meanwhile.
        .then(() => prover.isOpen() || stop.abort(new Error('the stack did not come up')));
    }
  };
  const server = createServer((socket) => void serve(socket).catch(() => socket.destroy()));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  while (!signal.aborted && Date.now() - lastUse < IDLE)
    await wait(1000, undefined, { signal }).catch(() => {});
  stop.abort(new Error('idle for too long'));
  await queue.catch(() => {});
  await prover.close();
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}
