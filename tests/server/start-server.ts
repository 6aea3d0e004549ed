import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { createWorkspaceChanges } from '#bench/change/workspace-changes.ts';
import { createCheckLog } from '#bench/checks/check-log.ts';
import { createCheckRuns } from '#bench/checks/check-runs.ts';
import { createCurrentLab } from '#bench/labs/current-lab.ts';
import { keepGrading } from '#bench/labs/load-grading.ts';
import { openLabs } from '#bench/labs/open-labs.ts';
import { createBenchLifecycle } from '#bench/lifecycle/bench-lifecycle.ts';
import { createBenchMove } from '#bench/lifecycle/move-bench.ts';
import { followRunningLab } from '#bench/lifecycle/running-lab.ts';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';
import { createProgressStore } from '#bench/progress/progress-store.ts';
import { followBench } from '#bench/workspace/follow-bench.ts';
import { switchable } from '#runtimes/switchable.ts';
import { createBearers } from '#server/access/bearer.ts';
import { createLinks } from '#server/access/links.ts';
import { createSessions } from '#server/access/sessions.ts';
import { benchRoutes } from '#server/bench-routes.ts';
import { createServer, type RunningServer } from '#server/create-server.ts';
import { createHub } from '#server/sockets/hub.ts';
import { terminalSocket } from '#server/sockets/terminal.ts';
import { writeLabCommand } from '#server/start/lab-command.ts';
import { createTerminalSessions as createTerminals } from '#terminal/server/sessions.ts';
import { fakeRuntime } from './fake-runtime.ts';

export const ADMIN_TOKEN = 'admin-token-of-this-test-0123456789abcdef';
export const BENCH_TOKEN = 'bench-token-of-this-test-0123456789abcdef';

/** A server on a free port of its own, with a bench whose runtime starts nothing. Ends with the test. */
export async function startServer(given: { state?: string; port?: number; now?: () => number } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'spanwise-server-'));
  const state = given.state ?? join(root, 'state');
  await mkdir(state, { recursive: true });
  await makeCourse(root);
  const ending = new AbortController();
  const { signal } = ending;
  const { database } = openDatabase(join(state, 'spanwise.sqlite'));
  const labs = await openLabs(join(root, 'labs'), state);
  const fakes = { local: fakeRuntime(), kind: fakeRuntime('kind') };
  const lastLab = createCurrentLab(database, { labs, order: [] });
  const { runtime, running } = followRunningLab(switchable(fakes.local), labs, (event) => emit(event));
  const events: BenchEvent[] = [];
  const hub = createHub(() => [
    {
      ...{ type: 'hello', instance: 'test', ready: life.state().ready },
      ...{ runtime: runtimeChange.view(), phases: [], parts: [] },
    },
  ]);
  const checkLog = createCheckLog();
  const emit = (event: BenchEvent) => {
    checkLog.note(event);
    events.push(event);
    hub.send(event);
  };
  const life = createBenchLifecycle({ runtime, optional: [], progress: () => {}, emit, signal });
  const attempts = createAttempts(database);
  const labProgress = createProgressStore(database, attempts);
  const checks = createCheckRuns({
    isSolved: labProgress.isSolved,
    grading: keepGrading(join(root, 'labs')),
    runtime,
    attempts,
    emit,
    log: () => {},
    signal,
  });
  const kept: string[] = [];
  const runtimeChange = createBenchMove({
    ...{ runtime, life, checks, progress: () => {}, signal },
    choices: {
      local: { name: 'local' },
      kind: { name: 'kind', settings: { cluster: 'spanwise', values: [] } },
    },
    requirements: ({ name }) => fakes[name].check(signal),
    create: async ({ name }) => fakes[name],
    forgetPhases() {},
    changed: () => emit({ type: 'runtime', runtime: runtimeChange.view(), phases: [], parts: [] }),
    workspace: () => lastLab.get()?.workspace.folder,
    keep: (name) => void kept.push(name),
    say() {},
    started() {},
  });
  const terminals = createTerminals({ instance: 'test', environment: process.env });
  const command = writeLabCommand({
    state,
    repository: resolve(import.meta.dirname, '../..'),
    token: BENCH_TOKEN,
  });
  const labCommand = {
    folder: command.folder,
    env: (lab: string) => command.env({ port: server.port, lab }),
  };
  const records = { add() {}, remove() {} };
  const workspaces = createWorkspaceChanges({ labProgress, busy: checks.busy, emit });
  for (const open of labs.values()) await workspaces.finish(open);
  followBench({ labs, runtime, workspaces, emit }, signal);
  const waits: number[] = [];
  const wait = async (ms: number) => waits.push(ms);
  const links = createLinks(given.now, wait);
  const bearers = createBearers({ admin: ADMIN_TOKEN, bench: BENCH_TOKEN }, wait);
  const sessions = createSessions(database, given.now);
  const server: RunningServer = await createServer({
    port: given.port ?? 0,
    site: join(root, 'site'),
    links,
    sessions,
    bearers,
    hello: () => ({ instance: 'test', version: '0', runtime: runtime.name, ready: life.state().ready }),
    api: benchRoutes({
      ...{
        labs,
        lastLab,
        runtime,
        running,
        runtimeChange,
        life,
        checks,
        checkLog,
        terminals,
        labCommand,
        records,
        emit,
        signal,
      },
      ...{ database, attempts, labProgress, workspaces },
    }),
    sockets: [hub.route, terminalSocket(terminals)],
  });
  const end = async () => {
    if (signal.aborted) return;
    ending.abort();
    await Promise.all([server.close(), terminals.closeAll(), checks.idle(), runtimeChange.idle()]);
    database.close();
  };
  onTestFinished(async () => {
    await end();
    await rm(root, { recursive: true, force: true });
  });
  return {
    server,
    port: server.port,
    root,
    state,
    labs,
    runtime: fakes.local,
    fakes,
    lastLab,
    runtimeChange,
    kept,
    life,
    checks,
    events,
    waits,
    sessions,
    links,
    terminals,
    labCommand,
    end,
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
