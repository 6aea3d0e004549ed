import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { connectKept } from '#cli/prove/kept/client.ts';
import { writeCodeStamp } from '#cli/prove/kept/code-stamp.ts';
import { socketPath } from '#cli/prove/kept/socket-path.ts';

const state = mkdtempSync(join(tmpdir(), 'spanwise-kept-'));
afterEach(() => rmSync(state, { recursive: true, force: true }));

test('a process that keeps a stack and ends in the middle is told, and nobody waits on', async () => {
  const path = socketPath(state);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const runtime = { name: 'local' } as const;
  writeCodeStamp({ runtime, state });
  // It takes what is asked, and goes.
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const prover = (await connectKept({ runtime, state }, true))!;
  const job = { lab: 'lab', step: 'step', files: new Map<string, string>() };
  await expect(prover.grade(job, () => {}, new AbortController().signal)).rejects.toThrow(
    'The process that kept the stack ended in the middle. Run the same command again.',
  );
  const cancelled = new AbortController();
  const grading = prover.grade(job, () => {}, cancelled.signal);
  cancelled.abort(new Error('no longer wanted'));
  await expect(grading).rejects.toThrow('no longer wanted');
  server.close();
});
