import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { proofFolder } from '../stack.ts';

/** Where the process that keeps the stack of a state folder listens: in that folder, which only its owner can enter. */
export function socketPath(state?: string): string {
  const path = join(resolve(proofFolder(state)), 'prove.sock');
  // A socket's path may hold about a hundred bytes; a longer one gets a private folder of its own.
  if (Buffer.byteLength(path) <= 100) return path;
  const short = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(tmpdir(), `spanwise-prove-${process.getuid?.() ?? 0}-${short}`, 'prove.sock');
}
