import { join } from 'node:path';
import type { BenchEvent } from '#api/events.ts';
import { setupAt } from '#course/setup-of.ts';
import type { Phase } from '#runtimes/runtime.ts';
import type { SwitchableRuntime } from '#runtimes/switchable.ts';
import type { OptionalPart } from '#system/part-names.ts';
import type { Bench, StartOutcome } from './bench.ts';
import { createBenchEvents } from './bench-events.ts';
import { createCheckLog } from './checks/check-log.ts';
import { createCheckRuns } from './checks/check-runs.ts';
import { greetingOf } from './greeting.ts';
import { createCurrentLab } from './labs/current-lab.ts';
import { keepGrading } from './labs/load-grading.ts';
import { type OpenLab, openLabs } from './labs/open-labs.ts';
import { labReloader } from './labs/reload-labs.ts';
import { createBenchLifecycle } from './lifecycle/bench-lifecycle.ts';
import { createBringFiles } from './lifecycle/bring-files.ts';
import { createBenchMove, type MoveSettings } from './lifecycle/move-bench.ts';
import { partView } from './lifecycle/part-view.ts';
import { createPhaseList } from './lifecycle/phase-list.ts';
import { followRunningLab } from './lifecycle/running-lab.ts';
import { laterParts, wantedParts } from './lifecycle/wanted-parts.ts';
import { createAttempts } from './progress/attempts.ts';
import { openDatabase } from './progress/database.ts';
import { createProgressStore } from './progress/progress-store.ts';
import { actAsLearner } from './traffic/act-as-learner.ts';
import { createCheckouts } from './traffic/send-checkout.ts';
import { versionsOf } from './workspace/file-versions.ts';
import { followBench, followFiles } from './workspace/follow-bench.ts';
import { followedFiles } from './workspace/typed-answers.ts';
import { createWorkspaceChanges, type WorkspaceChanges } from './workspace-changes/workspace-changes.ts';

interface BenchOptions extends MoveSettings {
  instance: string;
  labsFolder: string;
  stateFolder: string;
  /** Ids of labs in the course's order. */
  order: readonly string[];
  runtime: SwitchableRuntime;
  /** Optional parts that were asked for, besides those that the lab at hand needs. */
  optional: readonly OptionalPart[];
  /** Called when a start has ended, the first or that of a move. */
  started: (outcome: StartOutcome) => void;
  signal: AbortSignal;
}

/** Puts a bench together from its parts; nothing is started yet. */
export async function assembleBench(options: BenchOptions): Promise<Bench> {
  const { labsFolder, stateFolder, say, signal } = options;
  const events = createBenchEvents();
  const { emit } = events;
  const record = openRecord(stateFolder, say);
  const labs = await openLabs(labsFolder, stateFolder);
  const currentLab = createCurrentLab(record.database, { labs, order: options.order });
  const { runtime, running, compare } = followRunningLab(options.runtime, labs, {
    setupOf: ({ lab }) => setupAt(lab, record.labProgress.current(lab)),
    emit,
  });
  events.on(comparing(compare));
  const phases = createPhaseList();
  const progress = (phase: Phase) => {
    phases.set(phase);
    emit({ type: 'phase', phase: { ...phase, elapsed: Math.round(phase.elapsed) } });
  };
  const optional = () => wantedParts(currentLab.get(), options.optional);
  const quiet = () => checks.idle();
  const lifecycle = createBenchLifecycle({ runtime, optional, quiet, progress, emit, signal });
  const checkLog = createCheckLog();
  events.on(checkLog.note);
  const grading = keepGrading(labsFolder);
  // Read once now, so that there is something to go on with when an edit cannot be read.
  await Promise.allSettled([...labs.keys()].map(grading));
  const { attempts, labProgress } = record;
  const { isSolved, begun } = labProgress;
  const checks = createCheckRuns({
    ...{ grading, runtime, attempts, isSolved, begun, emit, signal },
    ...{ log: say, versions: versionsOf },
  });
  const started = () =>
    options.started({
      ...lifecycle.state(),
      ...{ phases: phases.all(), statuses: runtime.status() },
      ...{ optional: optional(), later: laterParts(labs.values(), optional()) },
    });
  const move = createBenchMove({
    ...options,
    ...{ runtime: options.runtime, lifecycle, checks, progress, started },
    forgetPhases: phases.forget,
    changed: (view) =>
      emit({ type: 'runtime', runtime: view, phases: phases.all(), parts: runtime.status().map(partView) }),
    workspace: () => currentLab.get()?.workspace.folder,
  });
  const workspaces = createWorkspaceChanges({
    ...{ labProgress, busy: checks.busy, emit },
    answer: (requests, answers) => actAsLearner(runtime, requests, answers, signal),
  });
  await finishChanges(labs, workspaces, say);
  const followed = { labs, runtime, workspaces, emit };
  followBench(followed, signal);
  const reloadLabs = await labReloader({
    ...{ labsFolder, stateFolder, labs },
    opened: (open, before) => {
      const known = before ? followedFiles(before.lab) : [];
      const fresh = followedFiles(open.lab).filter((path) => !known.includes(path));
      followFiles(followed, open, fresh, signal);
    },
  });
  const parts = { events, labs, currentLab, runtime, running, phases, progress, lifecycle, move };
  return {
    ...{ ...parts, ...record, checks, checkLog, workspaces, reloadLabs, signal },
    sendCheckout: createCheckouts(runtime),
    bringFiles: createBringFiles({ runtime, labProgress, lifecycle, checks, signal }),
    greeting: () => greetingOf(options.instance, { ...parts, checks }),
    async start() {
      const open = currentLab.get();
      if (!open) return say('There is no lab in labs/, so no bench is started.');
      const { name } = runtime;
      await lifecycle.up(open.workspace.folder);
      // The bench was moved meanwhile: the move reports how the start ended.
      if (!signal.aborted && runtime.name === name) started();
    },
    async end() {
      await Promise.allSettled([runtime.down(), checks.idle()]);
      await move.idle();
    },
  };
}

/** All that is kept of a learner. */
function openRecord(stateFolder: string, say: (text: string) => void) {
  const { database, notice } = openDatabase(join(stateFolder, 'spanwise.sqlite'));
  if (notice) say(notice);
  const attempts = createAttempts(database);
  return { database, attempts, labProgress: createProgressStore(database, attempts) };
}

/** What is heard of a saved file, or of a learner who went to a step with another setup, makes the bench compare again. */
function comparing(compare: () => Promise<void>): (event: BenchEvent) => void {
  return ({ type }) => {
    // Nobody needs the answer of a bench that ends.
    if (type === 'file' || type === 'lab') compare().catch(() => undefined);
  };
}

/** Ends the changes of workspaces in which an earlier server was interrupted. */
async function finishChanges(
  labs: ReadonlyMap<string, OpenLab>,
  workspaces: WorkspaceChanges,
  say: (text: string) => void,
): Promise<void> {
  for (const open of labs.values()) {
    const unfinished = await workspaces.finish(open);
    if (unfinished) say(unfinished);
  }
}
