import { join } from 'node:path';
import type { BenchEvent } from '#api/events.ts';
import { createWorkspaceChanges } from '#bench/change/workspace-changes.ts';
import { createCheckLog } from '#bench/checks/check-log.ts';
import { createCheckRuns } from '#bench/checks/check-runs.ts';
import { createCurrentLab } from '#bench/labs/current-lab.ts';
import { keepGrading } from '#bench/labs/load-grading.ts';
import { openLabs } from '#bench/labs/open-labs.ts';
import { labReloader } from '#bench/labs/reload-labs.ts';
import { createBenchLifecycle } from '#bench/lifecycle/bench-lifecycle.ts';
import { createBenchMove } from '#bench/lifecycle/move-bench.ts';
import { partView } from '#bench/lifecycle/part-view.ts';
import { followRunningLab } from '#bench/lifecycle/running-lab.ts';
import { wantedParts } from '#bench/lifecycle/wanted-parts.ts';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';
import { createProgressStore } from '#bench/progress/progress-store.ts';
import { followBench, followFiles } from '#bench/workspace/follow-bench.ts';
import { labsInOrder } from '#course/load/labs-in-order.ts';
import type { Phase } from '#runtimes/runtime.ts';
import type { Folders } from '#runtimes/state/folders.ts';
import { recordProcesses } from '#runtimes/state/processes.ts';
import { createTerminalSessions as createTerminals } from '#terminal/server/sessions.ts';
import { createBearers } from '../access/bearer.ts';
import { createLinks } from '../access/links.ts';
import { newSecret } from '../access/secret.ts';
import { createSessions } from '../access/sessions.ts';
import { benchRoutes } from '../bench-routes.ts';
import { followCourse } from '../course/follow-course.ts';
import { createServer } from '../create-server.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { buildSite } from '../site/build-site.ts';
import { prepareSite, siteWaitPage } from '../site/prepare-site.ts';
import { createHub } from '../sockets/hub.ts';
import { terminalSocket } from '../sockets/terminal.ts';
import { writeAdminFile } from './admin-file.ts';
import { onEnter } from './keys.ts';
import { killRecorded } from './kill-recorded.ts';
import { writeLabCommand } from './lab-command.ts';
import { linkLines, notReadyLine, readyLine } from './messages.ts';
import { openBrowser } from './open-browser.ts';
import type { StartOptions } from './options.ts';
import { createPhaseList } from './phase-list.ts';
import { createReporter } from './terminal-reporter.ts';
import { untilEnded } from './until-ended.ts';
import { readVersion } from './version.ts';

interface Serving {
  options: StartOptions;
  folders: Folders;
  instance: string;
  repository: string;
}

/** Listens first, then builds the site and starts the bench behind it; ends all of it at the first signal. */
export async function serveUntilEnded({ options, folders, instance, repository }: Serving): Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const reporter = createReporter(process.stdout);
  const phases = createPhaseList();
  const labsFolder = join(repository, 'labs');
  const { database, notice } = openDatabase(join(folders.state, 'spanwise.sqlite'));
  if (notice) reporter.line(notice);
  const labs = await openLabs(labsFolder, folders.state);
  const lastLab = createCurrentLab(database, {
    labs,
    order: await labsInOrder(join(repository, 'content/chapters')),
  });
  const opened = await openRuntime({ options, folders, instance, say: reporter.line, signal });
  const { runtime, running } = followRunningLab(opened.runtime, labs, (event) => hub.send(event));
  const terminals = createTerminals({ instance, environment: process.env });
  const records = recordProcesses(folders.state, instance);
  const place = () => {
    const parts = runtime.status().map(partView);
    return { runtime: runtimeChange.view(), phases: phases.all(), parts };
  };
  const hub = createHub(() => {
    const { ready, reason } = life.state();
    const now = { lab: lastLab.worked(), running: running() };
    const hello = { type: 'hello', instance, ready, ...place(), ...now } as const;
    const check = checks.now();
    return [hello, { type: 'ready', ready, reason }, ...(check ? [check] : []), ...courseNow()];
  });
  const progress = (phase: Phase) => {
    phases.set(phase);
    reporter.phase(phase);
    hub.send({ type: 'phase', phase: { ...phase, elapsed: Math.round(phase.elapsed) } });
  };
  const optional = wantedParts(labs.values(), options.with);
  const life = createBenchLifecycle({ runtime, optional, progress, emit: hub.send, signal });
  const version = readVersion(repository);
  const tokens = { admin: newSecret(), bench: newSecret() };
  const attempts = createAttempts(database);
  const checkLog = createCheckLog();
  const emit = (event: BenchEvent) => {
    checkLog.note(event);
    hub.send(event);
  };
  const grading = keepGrading(labsFolder);
  // Read once now, so that there is something to go on with when an edit cannot be read.
  await Promise.allSettled([...labs.keys()].map(grading));
  const labProgress = createProgressStore(database, attempts);
  const { isSolved } = labProgress;
  const log = reporter.line;
  const checks = createCheckRuns({ grading, runtime, attempts, isSolved, emit, log, signal });
  const sayReady = () => {
    const { ready, reason } = life.state();
    reporter.line(ready ? readyLine(optional, runtime.status()) : notReadyLine(reason, phases.all()));
  };
  const runtimeChange = createBenchMove({
    ...opened,
    ...{ life, checks, progress, signal },
    choices: options.runtime.choices,
    forgetPhases() {
      phases.forget();
      reporter.forget();
    },
    changed: () => hub.send({ type: 'runtime', ...place() }),
    workspace: () => lastLab.get()?.workspace.folder,
    say: reporter.line,
    started: sayReady,
  });
  const workspaces = createWorkspaceChanges({ labProgress, busy: checks.busy, emit });
  for (const open of labs.values()) {
    const unfinished = await workspaces.finish(open);
    if (unfinished) reporter.line(unfinished);
  }
  const command = writeLabCommand({ state: folders.state, repository, token: tokens.bench });
  const env = (lab: string) => command.env({ port: server.port, lab });
  const labCommand = { folder: command.folder, env };
  const learner = { database, attempts, labProgress, workspaces };
  const serving = { labs, lastLab, runtime, running, runtimeChange, life };
  const working = { checks, checkLog, terminals, labCommand, records };
  const bench = { ...serving, ...working, ...learner, emit, signal };
  followBench({ labs, runtime, workspaces, emit }, signal);
  const reloadLabs = await labReloader({
    labsFolder,
    stateFolder: folders.state,
    labs,
    opened: (open, before) => {
      const fresh = open.lab.files.filter((path) => !before?.lab.files.includes(path));
      followFiles({ labs, workspaces, emit }, open, fresh, signal);
    },
  });
  let courseNow: ReturnType<typeof followCourse> = () => [];
  const server = await createServer({
    port: options.port,
    site: join(repository, 'dist'),
    waitPage: () => siteWaitPage(phases.get('site'), repository),
    links: createLinks(),
    sessions: createSessions(database),
    bearers: createBearers(tokens),
    hello: () => ({ instance, version, runtime: runtime.name, ready: life.state().ready }),
    api: benchRoutes(bench),
    sockets: [hub.route, terminalSocket(terminals)],
  });
  const removeAdminFile = writeAdminFile(folders.state, { port: server.port, token: tokens.admin });
  const url = server.newLink();
  reporter.line(linkLines(url));
  const removeOpener = options.open ? openBrowser(folders.state, url) : undefined;
  onEnter(() => reporter.line(linkLines(server.newLink())), signal);
  const ended = untilEnded(() => {
    killRecorded(folders.state);
    process.exit(130);
  });
  const work = bringUp();
  await ended;
  reporter.line('\n  Ending everything that was started …');
  ending.abort(new Error('Spanwise is ending'));
  removeAdminFile();
  command.remove();
  removeOpener?.();
  await Promise.allSettled([server.close(), terminals.closeAll(), runtime.down(), work]);
  await runtimeChange.idle();
  database.close();
  const farewell = opened.farewell();
  if (farewell) reporter.line(farewell);

  async function bringUp(): Promise<void> {
    await prepareSite({ repository, stateFolder: folders.state, records, progress, signal });
    courseNow = followCourse({
      repository,
      reloadLabs,
      idle: checks.idle,
      buildPages: () =>
        buildSite({
          repository,
          logFile: join(folders.state, 'logs', 'site.log'),
          onStart: (pid) => records.add(pid, 'site build'),
          signal,
        }),
      emit,
      say: reporter.line,
      signal,
    });
    const open = lastLab.get();
    if (!open) return reporter.line('There is no lab in labs/, so no bench is started.');
    const began = runtime.name;
    await life.up(open.workspace.folder);
    // After a change it is the change that says how the start ended.
    if (!signal.aborted && runtime.name === began) sayReady();
  }
}
