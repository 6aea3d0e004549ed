import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { ReadStream } from 'node:tty';
import type { ShellExit } from '../messages.ts';
import { createPtyWriter } from './pty-writer.ts';

/** A program on a pseudoterminal. */
export interface Pty {
  readonly pid: number;
  /** Bytes handed to `write` that the program's terminal has not taken yet. */
  readonly queued: number;
  write(bytes: Uint8Array, taken?: () => void): void;
  resize(cols: number, rows: number): void;
  pause(): void;
  resume(): void;
  /** Stops waiting for output, for a program that left its terminal to children which keep it open. */
  hangUp(): void;
}

/** What is started, where, and who hears of it. */
export interface PtyOptions {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  cols: number;
  rows: number;
  onData: (bytes: Buffer) => void;
  /** The program has ended; output may still come. */
  onExit: (exit: ShellExit) => void;
  /** The program has ended and all its output was delivered. */
  onEnd: (exit: ShellExit) => void;
}

interface NativePty {
  fork(
    file: string,
    args: string[],
    env: string[],
    cwd: string,
    cols: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    helper: string,
    onExit: (code: number, signal: number) => void,
  ): { fd: number; pid: number };
  resize(fd: number, cols: number, rows: number, pixelWidth: number, pixelHeight: number): void;
}

/**
 * Starts a program on a new pseudoterminal. node-pty's native part is used without its JavaScript: that one
 * cuts output off 200 ms after the exit even while a slow client makes us wait, and spins when a program
 * does not read.
 */
export function openPty(options: PtyOptions): Pty {
  const { native, helper } = loadNative();
  let exit: ShellExit | undefined;
  let ended = false;
  let closed = false;

  const env = Object.entries(options.env).map(([name, value]) => `${name}=${value}`);
  const { file, args, cwd, cols, rows } = options;
  const child = native.fork(file, args, env, cwd, cols, rows, -1, -1, true, helper, (code, signal) => {
    exit = { code, signal };
    options.onExit(exit);
    settle();
  });
  const stream = new ReadStream(child.fd);
  const writer = createPtyWriter(child.fd);
  stream.on('data', options.onData);
  // Reading fails with EIO once the last program has closed its side: that is the end of data on Linux.
  stream.on('error', () => stream.destroy());
  stream.on('end', () => stream.destroy());
  stream.on('close', () => {
    closed = true;
    writer.close();
    settle();
  });

  function settle(): void {
    if (!exit || !closed || ended) return;
    ended = true;
    options.onEnd(exit);
  }

  return {
    pid: child.pid,
    get queued() {
      return writer.queued;
    },
    write: writer.write,
    resize(nextCols, nextRows) {
      if (!closed) native.resize(child.fd, nextCols, nextRows, 0, 0);
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    hangUp: () => void stream.destroy(),
  };
}

// node-pty promises nothing of this file. tests/unit/terminal/server/node-pty-contract.test.ts holds what is used of it
// and names the version.
let loaded: { native: NativePty; helper: string } | undefined;

function loadNative(): { native: NativePty; helper: string } {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const found = require('node-pty/lib/utils.js').loadNativeModule('pty') as {
    dir: string;
    module: NativePty;
  };
  loaded = {
    native: found.module,
    helper: helperBeside(require.resolve('node-pty/lib/utils.js'), found.dir),
  };
  return loaded;
}

/** The helper that sets a program up on macOS: in a folder that is named from the one `utils.js` lies in. */
export function helperBeside(utils: string, folder: string): string {
  return resolve(dirname(utils), folder, 'spawn-helper');
}
