import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { run } from '../../process/run.ts';
import { secretIn } from '../../state/secret.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { applySchema, DATABASE, USER } from './postgres-schema.ts';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '16MB',
  jit: 'off',
  // No helper processes for reading ahead: they cost more memory than this database holds data.
  io_method: 'sync',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Postgres: programs from npm, data in the state folder, only on loopback, password generated. */
export function postgresPlan(context: LocalContext, schemaFolder: string): Plan {
  const folder = context.folders.postgres;
  const data = join(folder, 'data');
  const port = context.ports.postgres;
  let binaries: PostgresBinaries;
  const client = async (database: string, timeout: number) => {
    const made = new pg.Client({
      host: '127.0.0.1',
      port,
      database,
      user: USER,
      password: await postgresPassword(context),
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
    });
    // A server that dies ends the connection outside any query; the query, if there is one, fails by itself.
    return made.on('error', () => undefined);
  };
  return {
    part: 'postgres',
    readyWithin: 60_000,
    stopSignal: 'SIGINT',
    stopWithin: 4000,
    async prepare(signal) {
      binaries = await postgresBinaries(folder, signal);
      await initialise(context, binaries, folder, data, signal);
      await removeStalePidFile(data);
    },
    command: () => ({
      file: binaries.postgres,
      args: ['-D', data, '-p', String(port), ...settingsAsArguments()],
      env: environment(context.instance),
      cwd: data,
      user: binaries.user,
    }),
    async probe() {
      const connection = await client('postgres', 1000);
      try {
        await connection.connect();
        await connection.query('select 1');
        return { ok: true, detail: 'answers select 1' };
      } finally {
        // Not awaited: a stopped server would never say goodbye.
        void connection.end().catch(() => undefined);
      }
    },
    afterReady: () => applySchema((database) => client(database, 10_000), schemaFolder),
  };
}

/** Makes it when it is not there yet. */
export function postgresPassword(context: LocalContext): Promise<string> {
  return secretIn(join(context.folders.state, 'secrets', 'postgres'));
}

/** The address the services connect to. */
export async function databaseUrl(context: LocalContext): Promise<string> {
  const password = await postgresPassword(context);
  return `postgres://${USER}:${password}@127.0.0.1:${context.ports.postgres}/${DATABASE}?sslmode=disable`;
}

/** Runs initdb into a folder of another name first: a cluster is there whole or not at all. */
async function initialise(
  context: LocalContext,
  binaries: PostgresBinaries,
  folder: string,
  data: string,
  signal: AbortSignal,
): Promise<void> {
  if (await stat(data).catch(() => undefined)) return;
  const draft = join(folder, 'data.new');
  const passwordFile = join(folder, 'password.tmp');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, await postgresPassword(context), { mode: 0o600 });
  if (binaries.user) {
    for (const path of [draft, passwordFile]) await chown(path, binaries.user.uid, binaries.user.gid);
  }
  const result = await run(
    {
      file: binaries.initdb,
      args: [
        ...[
          '-D',
          draft,
          '-U',
          USER,
          `--pwfile=${passwordFile}`,
          '--no-sync',
          '--encoding=UTF8',
          '--locale=C',
        ],
        ...['--auth-host=scram-sha-256', '--auth-local=reject'],
      ],
      env: environment(context.instance),
      cwd: folder,
      user: binaries.user,
    },
    signal,
    { onLine: (line) => context.logs.add('postgres', line) },
  ).finally(() => rm(passwordFile, { force: true }));
  if (result.code !== 0) throw new Error(`initdb failed: ${result.error ?? result.output.slice(-600)}`);
  await rename(draft, data);
}

/**
 * Postgres itself overlooks a pid file whose process is gone, but stops at one whose number belongs to some other
 * process by now. The reaper has ended ours, so a process that is not Postgres on this folder makes the file stale.
 */
async function removeStalePidFile(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid) || process.platform !== 'linux') return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!commandLine.includes(data)) await rm(file, { force: true });
}

function settingsAsArguments(): string[] {
  return Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
