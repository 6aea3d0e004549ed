import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { writeAdminFile } from '#server/start/admin-file.ts';
import { ADMIN_TOKEN, startServer } from './start-server.ts';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/start.ts');

function run(...argv: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [SCRIPT, '--no-open', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}

async function stateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-start-'));
  onTestFinished(async () => {
    await rm(chooseFolders({ port: 0, state: folder }).postgres, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

it('says how it is used', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "npm start -- [options]

    Serves the course on this machine and starts the bench: Postgres, RabbitMQ,
    Tempo, the Collector and the four services of the Bookstore.

      --port <number>    port of the course, 4500 unless given; a second instance
                         with another port has its own bench and its own workspace
      --with <parts>     also start these, though no lab needs them, separated by
                         commas: prometheus, jaeger, loki
      --state <folder>   folder for workspaces, attempts and data
      --no-open          do not open a browser
      --help             this text
      --runtime <name>   where the bench runs: local (default), or kind for pods on a
                         Kubernetes cluster; what follows is only for kind
      --cluster <name>   name of the kind cluster, “spanwise” unless given; made when
                         it is not there, and kept when this ends
      --node-image <image>  --kind-config <file>
                         what a new cluster is made from, where kind’s own cannot be
      --context <name>   use this context of your kubeconfig and make no cluster
      --registry <place> where images are pushed for a context that is not kind’s
      --values <files>   values for the Bookstore’s chart, separated by commas
      --learner <name>   whose bench it is, on a cluster of many learners

    The page can take the bench to the other runtime while it runs; it then starts
    there without --runtime as well. With --runtime local, what is said of kind is
    for such a change.

    Press Enter while it runs for a new link, Ctrl-C to end it and all it started.
    "
  `);
});

it('refuses settings of a cluster that cannot be', async () => {
  expect(await run('--runtime', 'kind', '--learner', 'Ada Lovelace')).toMatchInlineSnapshot(`
    {
      "code": 2,
      "err": "SPANWISE_LEARNER (or its flag) is “Ada Lovelace”, which it cannot be: lower-case letters, digits and hyphens, at most 40, beginning with a letter.
    See npm start -- --help for what it takes.
    ",
      "out": "",
    }
  `);
});

it('names the next free port and the command when its own is taken', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const { code, out, err } = await run('--port', String(port), '--state', await stateFolder());
  expect([code, out]).toEqual([1, '']);
  const next = /--port (\d+)/.exec(err)?.[1];
  expect(Number(next)).toBeGreaterThan(port);
  expect(err.replaceAll(String(port), 'PORT').replace(next!, 'NEXT')).toMatchInlineSnapshot(`
    "Port PORT is taken by another program. Start on another one:
      npm start -- --port NEXT
    "
  `);
});

it('prints a new link when its own server runs already', async () => {
  const { port, server } = await startServer();
  const state = await stateFolder();
  const claim = await claimState(chooseFolders({ port, state }), port);
  const remove = writeAdminFile(state, { port, token: ADMIN_TOKEN });
  expect((await stat(join(state, 'admin.json'))).mode & 0o777).toBe(0o600);
  const old = server.newLink();
  const { code, out } = await run('--port', String(port), '--state', state);
  expect(code).toBe(0);
  const link = /http:\S+/.exec(out)![0];
  expect((await fetch(old, { redirect: 'manual' })).status).toBe(403);
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
  remove();
  const silent = await run('--port', String(port), '--state', state);
  expect(silent.code).toBe(1);
  expect(silent.err.replaceAll(state, 'STATE').replaceAll(String(process.pid), 'PID')).toMatchInlineSnapshot(`
    "Process PID holds STATE but does not answer. If it hangs, end it and start again:
      kill PID
    "
  `);
  claim.release();
});

it('says which folder is in the way, without a stack', async () => {
  const folder = await stateFolder();
  await writeFile(join(folder, 'file'), '');
  const { code, err } = await run('--state', join(folder, 'file'), '--port', '0');
  expect(code).toBe(1);
  expect(err.replaceAll(folder, 'FOLDER')).toMatchInlineSnapshot(`
    "FOLDER/file is in the way of the state folder, which must be a folder. Name another one:
      npm start -- --state <folder>
    "
  `);
});
