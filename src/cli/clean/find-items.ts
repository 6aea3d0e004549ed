import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFolders } from '#runtimes/local/folders.ts';
import type { Item } from './item.ts';
import { sizeOf } from './size-of.ts';

/** What a learner made: files, their kept copies, attempts and verdicts. */
const WORK = ['workspaces', 'copies', 'spanwise.sqlite', 'spanwise.sqlite-wal', 'spanwise.sqlite-shm'];
/** Everything else an instance leaves. Named one by one: a folder chosen by `--state` may hold other things too. */
const RUN = [
  'postgres',
  'rabbitmq',
  'tempo',
  'collector',
  'logs',
  'bin',
  'links',
  'lock.json',
  'processes.json',
  'admin.json',
];

/** Finds what Spanwise has left on this machine: caches, build results and the state of each instance. */
export function findItems(
  root: string,
  states: readonly string[],
  env: NodeJS.ProcessEnv,
  asRoot?: boolean,
): Item[] {
  const { cache } = chooseFolders({ port: 0, env, root: asRoot });
  const built = ['dist', '.astro', 'tests/results', 'tests/screenshots'].map((name) => join(root, name));
  const candidates = [
    { path: join(cache, 'tools'), title: 'Tempo and the Collector, built here', work: false },
    ...['built.json', 'notes'].map((name) => ({
      path: join(cache, name),
      title: 'Build times',
      work: false,
    })),
    ...built.map((path) => ({ path, title: 'Built pages and test results', work: false })),
    ...states.flatMap((state) => ofState(state, env, asRoot)),
  ];
  const there = candidates.filter(({ path }) => existsSync(path));
  return unique(there).map((item) => ({ ...item, bytes: sizeOf(item.path) }));
}

function ofState(state: string, env: NodeJS.ProcessEnv, asRoot?: boolean): Omit<Item, 'bytes'>[] {
  const { postgres } = chooseFolders({ port: 0, state, env, root: asRoot });
  const item = (path: string, title: string, work: boolean) => ({ path, title, work });
  return [
    ...WORK.map((name) => item(join(state, name), 'Learner’s files, attempts and verdicts', true)),
    ...RUN.map((name) => item(join(state, name), 'Data and logs of an instance', false)),
    item(postgres, 'Data and logs of an instance', false),
  ];
}

function unique<T extends { path: string }>(items: T[]): T[] {
  return [...new Map(items.map((item) => [item.path, item])).values()];
}
