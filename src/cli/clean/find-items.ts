import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chooseFolders } from '#runtimes/state/folders.ts';
import type { Item } from './item.ts';
import { lostDatabases } from './lost-databases.ts';
import { sizeOf } from './size-of.ts';

/** What a learner made: files, their kept copies, attempts and verdicts. */
const WORK = /^(workspaces|copies|spanwise\.sqlite(-wal|-shm)?)$/;
/** What else is ours in a state folder that someone named, which may hold other things too. */
const RUN =
  /^(postgres|rabbitmq|tempo|collector|prometheus|loki|logs|bin|commands|links|secrets|kube|site-build-time|(lock|processes|admin|ports|runtime)\.json)$/;

/** Finds what Spanwise has left on this machine: caches, build results and the state of each instance. */
export function findItems(root: string, states: readonly string[], env: NodeJS.ProcessEnv): Item[] {
  const { cache } = chooseFolders({ port: 0, env });
  const built = ['dist', '.astro', 'tests/results', 'tests/screenshots'].map((name) => join(root, name));
  const candidates = [
    ...namesIn(cache)
      .filter((name) => /^(tools|usual-.+)$/.test(name))
      .map((name) =>
        entry(join(cache, name), 'Tempo, the Collector and other programs of the stack, built here'),
      ),
    entry(join(cache, 'proved'), 'which states of labs were proved here'),
    ...built.map((path) => entry(path, 'built pages and test results')),
    ...states.flatMap((state) => ofState(state, state === env.SPANWISE_STATE)),
    ...states.map((state) => entry(chooseFolders({ port: 0, state, env }).postgres, 'data of an instance')),
    ...lostDatabases(env).map((path) => entry(path, 'data of an instance that is gone')),
  ].filter(({ path }) => existsSync(path));
  const once = new Map(candidates.map((item) => [item.path, item]));
  return [...once.values()].map((item) => ({ ...item, bytes: sizeOf(item.path) }));
}

function ofState(state: string, named: boolean): Omit<Item, 'bytes'>[] {
  const label = basename(state);
  return namesIn(state).flatMap((name) => {
    if (WORK.test(name)) return entry(join(state, name), `learner’s work, instance ${label}`, true);
    return !named || RUN.test(name) ? entry(join(state, name), `data and logs, instance ${label}`) : [];
  });
}

function entry(path: string, title: string, work = false): Omit<Item, 'bytes'> {
  return { path, title, work };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
