import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as nodePty from 'node-pty';
import { WebSocketServer } from 'ws';
import { shellEnvironment } from '#terminal/server/environment.ts';
import { createTerminalSession, type TerminalSession } from '#terminal/server/session.ts';
import { serveSocket } from '#terminal/server/viewers/socket.ts';

const folder = process.env['HOME']!;
const scripts: Record<string, string> = {
  yes: 'yes',
  flood: `stty raw -echo; sleep 0.2; printf ready; head -c1 >/dev/null; head -c 100000000 /dev/zero | tr '\\0' y; sleep 60`,
  paste: 'stty -echo; printf ready; cat >pasted; echo done; sleep 60',
};
const argv = (name: string) => (scripts[name] ? ['--norc', '-c', scripts[name]] : ['--norc', '-i']);
const environment = (terminal: string) =>
  shellEnvironment({ source: process.env, extra: {}, terminal, instance: 'bench' });

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
const idle: { close: () => unknown }[] = [];

sockets.on('connection', (ws, request) => {
  const [, kind, name] = request.url!.split('/');
  if (kind === 'ours') {
    const session = ours(name!);
    serveSocket(ws, session);
    ws.on('close', () => void session.close());
  } else {
    const pty = raw(name!);
    pty.onData((data) => ws.send(data));
    ws.on('message', (data: Buffer) => pty.write(data));
    ws.on('close', () => pty.kill('SIGKILL'));
  }
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));

// The bench may be interrupted: nothing of it stays behind.
process.on('disconnect', () => process.exit());

process.on('message', async ({ kind }: { kind: string }) => {
  const [what, count] = kind.split(':');
  if (what === 'usage') {
    process.send?.(usage());
    return;
  }
  if (what === 'clear') {
    await Promise.all(idle.splice(0).map((entry) => entry.close()));
  } else {
    for (let made = 0; made < Number(count); made += 1) {
      if (what === 'ours') {
        idle.push(ours('bash'));
      } else {
        const pty = raw('bash');
        pty.onData(() => {});
        idle.push({ close: () => pty.kill('SIGKILL') });
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  process.send?.({});
});

function ours(name: string): TerminalSession {
  const id = crypto.randomUUID();
  // Without prompt marks in the comparison, except where a learner's shell is measured.
  const command = scripts[name] ? { file: 'bash', args: argv(name) } : undefined;
  return createTerminalSession({ id, name, cwd: folder, env: environment(id), command });
}

function raw(name: string): nodePty.IPty {
  return nodePty.spawn('bash', argv(name), {
    cwd: folder,
    env: environment(crypto.randomUUID()),
    encoding: null,
  });
}

function usage() {
  global.gc?.();
  return {
    rss: process.memoryUsage().rss,
    fds: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
  };
}
