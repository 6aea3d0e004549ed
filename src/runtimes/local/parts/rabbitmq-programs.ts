import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The broker's own start script (not the wrapper, which admits only root and its own user) and Erlang's port mapper. */
export interface RabbitPrograms {
  server: string;
  epmd: string;
}

/** Finds RabbitMQ on this machine; undefined where a program is missing. */
export async function findRabbit(): Promise<Partial<RabbitPrograms>> {
  const kegs = ['/opt/homebrew/opt/rabbitmq', '/usr/local/opt/rabbitmq'];
  const server = await firstRunnable([
    '/usr/lib/rabbitmq/bin/rabbitmq-server',
    '/usr/lib64/rabbitmq/bin/rabbitmq-server',
    ...kegs.map((keg) => join(keg, 'sbin', 'rabbitmq-server')),
    ...kegs.map((keg) => join(keg, 'libexec', 'sbin', 'rabbitmq-server')),
  ]);
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const epmd = await firstRunnable([
    ...[...onPath, '/usr/lib/erlang/bin', '/opt/homebrew/bin', '/usr/local/bin'].map((dir) =>
      join(dir, 'epmd'),
    ),
    ...(await runtimesOf('/usr/lib/erlang')),
  ]);
  return { ...(server && { server }), ...(epmd && { epmd }) };
}

async function firstRunnable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

async function runtimesOf(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => []);
  return names.filter((name) => name.startsWith('erts-')).map((name) => join(root, name, 'bin', 'epmd'));
}
