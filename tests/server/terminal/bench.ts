import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { shellEnvironment } from '#terminal/server/environment.ts';
import {
  createTerminalSession,
  type SessionOptions,
  type TerminalSession,
} from '#terminal/server/session.ts';
import { MAX_MESSAGE, serveSocket } from '#terminal/server/viewers/socket.ts';
import type { Recorder } from './recorder.ts';

/** A server with terminals only: no access control, which is not what is tested here. */
export interface TerminalBench {
  readonly port: number;
  readonly folder: string;
  open(options?: Partial<SessionOptions>, variables?: Record<string, string>): TerminalSession;
  /** Bash that runs one command line, without prompt. */
  script(text: string, options?: Partial<SessionOptions>): TerminalSession;
  /** Lets a script go on that waits for it. */
  go(): void;
  url(session: TerminalSession, port?: number): string;
  close(): Promise<void>;
}

/** A script that begins with it waits for `go`: who is attached later, on a busy machine, gets a screen instead of what was printed. */
export const UNTIL_GO = 'until [ -e go ]; do sleep 0.02; done';

/** Lets a script go on once the client that reads it is attached. */
export async function goAttached(bench: TerminalBench, recorder: Recorder): Promise<void> {
  await recorder.until('attached', () => recorder.states.some(({ state }) => state === 'open'));
  bench.go();
}

/** Starts it on a free port with a folder of its own. */
export async function startTerminals(): Promise<TerminalBench> {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-terminal-'));
  const sessions = new Map<string, TerminalSession>();
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  sockets.on('connection', (ws, request) => {
    const session = sessions.get(request.url!.slice(1));
    if (session) serveSocket(ws, session);
    else ws.close(4004);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  function open(
    options: Partial<SessionOptions> = {},
    variables: Record<string, string> = {},
  ): TerminalSession {
    const id = crypto.randomUUID().replaceAll('-', '');
    const { ZDOTDIR: _zsh, XDG_CONFIG_HOME: _fish, ...own } = process.env;
    // bash, whoever runs the tests.
    const source = { ...own, HOME: folder, SHELL: 'bash', ...variables };
    const env = shellEnvironment({ source, extra: {}, terminal: id, instance: 'test' });
    const session = createTerminalSession({ id, name: 'test', cwd: folder, env, ...options });
    sessions.set(id, session);
    return session;
  }

  return {
    port,
    folder,
    open,
    script: (text, options) =>
      open({ command: { file: 'bash', args: ['--norc', '--noprofile', '-c', text] }, ...options }),
    go: () => writeFileSync(join(folder, 'go'), ''),
    url: (session, through = port) => `ws://127.0.0.1:${through}/${session.id}`,
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.close()));
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise((resolve) => http.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
