import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { assembleBench } from '#bench/assemble-bench.ts';
import { switchable } from '#runtimes/switchable.ts';
import { createBearers } from '#server/access/bearer.ts';
import { createLinks } from '#server/access/links.ts';
import { createSessions } from '#server/access/sessions.ts';
import type { RunningServer } from '#server/create-server.ts';
import { serveBench } from '#server/serve-bench.ts';
import { fakeRuntime } from './fake-runtime.ts';

export const ADMIN_TOKEN = 'admin-token-of-this-test-0123456789abcdef';
export const BENCH_TOKEN = 'bench-token-of-this-test-0123456789abcdef';

/** A server on a free port of its own, put together as `npm start` does it; its runtime starts nothing. Ends with the test. */
export async function startServer(
  given: {
    state?: string;
    port?: number;
    now?: () => number;
    /** Another course than the small one: its labs, and its built site. */
    course?: { labs: string; site: string };
  } = {},
) {
  const root = await mkdtemp(join(tmpdir(), 'spanwise-server-'));
  const state = given.state ?? join(root, 'state');
  await mkdir(state, { recursive: true });
  await makeCourse(root);
  const ending = new AbortController();
  const { signal } = ending;
  const fakes = { local: fakeRuntime(), kind: fakeRuntime('kind') };
  const kept: string[] = [];
  const bench = await assembleBench({
    ...{ instance: 'test', order: [], optional: [], signal },
    labsFolder: given.course?.labs ?? join(root, 'labs'),
    stateFolder: state,
    runtime: switchable(fakes.local),
    choices: {
      local: { name: 'local' },
      kind: { name: 'kind', settings: { cluster: 'spanwise', values: [] } },
    },
    requirements: ({ name }) => fakes[name].check(signal),
    create: async ({ name }) => fakes[name],
    keep: (name) => void kept.push(name),
    say() {},
    started() {},
  });
  const events: BenchEvent[] = [];
  bench.events.on((event) => events.push(event));
  const waits: number[] = [];
  const wait = async (ms: number) => waits.push(ms);
  const links = createLinks(given.now, wait);
  const sessions = createSessions(bench.database, given.now);
  const served = await serveBench({
    ...{ bench, links, sessions, instance: 'test', version: '0' },
    repository: resolve(import.meta.dirname, '../..'),
    stateFolder: state,
    port: given.port ?? 0,
    site: given.course?.site ?? join(root, 'site'),
    bearers: createBearers({ admin: ADMIN_TOKEN, bench: BENCH_TOKEN }, wait),
    benchToken: BENCH_TOKEN,
    records: { add() {}, remove() {} },
    courseNews: () => [],
  });
  const end = async () => {
    if (signal.aborted) return;
    ending.abort();
    await served.end();
  };
  onTestFinished(async () => {
    await end();
    await rm(root, { recursive: true, force: true });
  });
  const { server, terminals, labCommand } = served;
  const { labs, currentLab, move, lifecycle, checks, reloadLabs } = bench;
  return {
    ...{ server, port: server.port, root, state, runtime: fakes.local, fakes, kept, events, waits },
    ...{
      database: bench.database,
      labs,
      currentLab,
      move,
      lifecycle,
      checks,
      reloadLabs,
      sessions,
      links,
      terminals,
      labCommand,
      end,
    },
  };
}

/** Signs in the way a browser does; gives the Cookie header. */
export async function signIn(server: RunningServer): Promise<string> {
  const answer = await fetch(server.newLink(), { redirect: 'manual' });
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

/** A small course: one lab with two files, its checks, and a built site of three files. */
async function makeCourse(root: string): Promise<void> {
  const fixture = resolve(import.meta.dirname, '../fixtures/server-course');
  await cp(fixture, root, { recursive: true });
  await writeFile(join(root, 'outside.txt'), 'secret');
}
