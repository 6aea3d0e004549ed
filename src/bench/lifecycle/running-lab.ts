import type { BenchEvent, RunningLab } from '#api/events.ts';
import type { Setup } from '#course/setup.ts';
import { createQueue } from '#runtimes/queue.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { wrapRuntime } from '#runtimes/wrap-runtime.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import { followSetupFiles } from './setup-files.ts';

/** The runtime, and the lab whose files and setup it runs. */
export interface FollowedRuntime<R extends Runtime = Runtime> {
  runtime: R;
  running(): RunningLab | undefined;
  /** Compares the files of the setup with what runs: called when a file or the learner's step has changed. */
  compare(): Promise<void>;
}

interface Following {
  /** What the bench runs for a lab at the step where the learner is. */
  setupOf: (open: OpenLab) => Setup;
  emit: (event: BenchEvent) => void;
}

/**
 * Notes whose workspace and setup a runtime runs, and tells the page. Labs share the one set of services, so
 * what is applied for one of them ends before anything is applied for another.
 */
export function followRunningLab<R extends Runtime>(
  runtime: R,
  labs: ReadonlyMap<string, OpenLab>,
  { setupOf, emit }: Following,
): FollowedRuntime<R> {
  const queue = createQueue();
  let running: RunningLab | undefined;
  const files = followSetupFiles();
  const become = (lab: string | undefined, complete: boolean, waiting = running?.waiting) => {
    if (lab === undefined) return;
    // `lab status --json` promises this key.
    const next = { lab, whole: complete, ...(waiting && waiting.length > 0 && { waiting }) };
    if (JSON.stringify(next) === JSON.stringify(running)) return;
    running = next;
    emit({ type: 'running', running });
  };
  const compare = async () => {
    const open = labs.get(running?.lab ?? '');
    if (!open) return;
    const waiting = await files.waiting(open.workspace.folder, setupOf(open));
    // Another lab may have been brought meanwhile, and its own look follows.
    if (running?.lab === open.lab.id) become(running.lab, running.whole, waiting);
  };
  const labAt = (workspace: string) => [...labs.values()].find((open) => open.workspace.folder === workspace);
  /** From now on some services may be of another lab, until all of them were brought over. */
  const begin = (lab: string | undefined) => {
    if (running?.lab !== lab) become(lab, false, []);
  };
  let hasFiles = false;
  const apply: R['apply'] = async (workspace, setup, signal) => {
    // Also where it fails: what came of the files is not known then.
    hasFiles ||= isConfigured(setup);
    const ended = await files.begin(workspace, setup);
    const result = await runtime.apply(workspace, setup, signal);
    ended(result);
    if (result.status === 'ok') hasFiles = isConfigured(setup);
    return result;
  };
  /** A start brings the programs up; the files of a setup come over them, or those of another lab go. */
  const bringSetup = async (open: OpenLab, signal: AbortSignal): Promise<boolean> => {
    const setup = setupOf(open);
    if (!isConfigured(setup) && !hasFiles) return true;
    return (await apply(open.workspace.folder, setup, signal)).status === 'ok';
  };
  const followed = wrapRuntime(runtime, {
    up: (workspace, progress, signal, optional) =>
      queue(async () => {
        const open = labAt(workspace);
        begin(open?.lab.id);
        await runtime.up(workspace, progress, signal, optional);
        const whole = !open || (await bringSetup(open, signal));
        become(open?.lab.id, whole);
        await compare();
      }),
    apply: (workspace, setup, signal) =>
      queue(async () => {
        const lab = labAt(workspace)?.lab.id;
        begin(lab);
        const result = await apply(workspace, setup, signal);
        become(lab, result.status === 'ok');
        await compare();
        return result;
      }, signal),
  });
  return { running: () => running, compare, runtime: followed };
}

/** Whether a setup has files of its own, beside what every bench runs. */
function isConfigured({ collector, environment }: Pick<Setup, 'collector' | 'environment'>): boolean {
  return collector !== undefined || environment !== undefined;
}
