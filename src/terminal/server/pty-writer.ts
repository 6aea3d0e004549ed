import { writeSync } from 'node:fs';

/** Below what a line may hold in canonical mode (4 096 on Linux, 1 024 on macOS). */
const CHUNK = process.platform === 'darwin' ? 1000 : 4000;
/** Milliseconds until a program that does not read is offered its input again, doubled each time. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 20;

/** Hands input to a program as fast as it reads, in order, without blocking and without spinning. */
export function createPtyWriter(fd: number): {
  readonly queued: number;
  write(bytes: Uint8Array, taken?: () => void): void;
  close(): void;
} {
  const queue: { bytes: Uint8Array; at: number; taken?: () => void }[] = [];
  let queued = 0;
  let wait = FIRST_WAIT;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function drain(): void {
    timer = undefined;
    // A budget, so that one great paste does not keep other terminals waiting.
    for (let budget = 16; queue[0] && !closed; budget -= 1) {
      const next = queue[0];
      const written = budget > 0 ? put(next.bytes, next.at) : 0;
      if (written === 0) {
        timer = setTimeout(drain, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
        return;
      }
      wait = FIRST_WAIT;
      queued -= written;
      next.at += written;
      if (next.at === next.bytes.length) {
        queue.shift();
        next.taken?.();
      }
    }
  }

  function put(bytes: Uint8Array, at: number): number {
    try {
      return writeSync(fd, bytes, at, Math.min(bytes.length - at, CHUNK));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      // The program is gone: nobody will read what is left.
      close();
      return 0;
    }
  }

  function close(): void {
    closed = true;
    queue.length = 0;
    queued = 0;
    clearTimeout(timer);
  }

  return {
    get queued() {
      return queued;
    },
    write(bytes, taken) {
      if (closed || bytes.length === 0) return;
      queue.push({ bytes, at: 0, taken });
      queued += bytes.length;
      if (!timer) drain();
    },
    close,
  };
}
