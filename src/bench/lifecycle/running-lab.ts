import type { BenchEvent, RunningLab } from '#api/events.ts';
import { createQueue } from '#runtimes/queue.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { wrapRuntime } from '#runtimes/wrap-runtime.ts';
import type { OpenLab } from '../labs/open-labs.ts';

/** The runtime, and the lab whose files its services were built from last. */
export interface FollowedRuntime<R extends Runtime = Runtime> {
  runtime: R;
  running(): RunningLab | undefined;
}

/**
 * Notes whose workspace the services of a runtime come from, and tells the page. Labs share the one set of services, so
 * what is deployed for one of them ends before anything is deployed for another.
 */
export function followRunningLab<R extends Runtime>(
  runtime: R,
  labs: ReadonlyMap<string, OpenLab>,
  emit: (event: BenchEvent) => void,
): FollowedRuntime<R> {
  const queue = createQueue();
  let running: RunningLab | undefined;
  const become = (lab: string | undefined, complete: boolean) => {
    if (lab === undefined || (running?.lab === lab && running.whole === complete)) return;
    // `lab status --json` promises this key.
    running = { lab, whole: complete };
    emit({ type: 'running', running });
  };
  const labAt = (workspace: string) =>
    [...labs.values()].find((open) => open.workspace.folder === workspace)?.lab.id;
  /** From now on some services may be of another lab, until all of them were brought over. */
  const begin = (lab: string | undefined) => {
    if (running?.lab !== lab) become(lab, false);
  };
  const followed = wrapRuntime(runtime, {
    up: (workspace, progress, signal, optional) =>
      queue(async () => {
        const lab = labAt(workspace);
        begin(lab);
        await runtime.up(workspace, progress, signal, optional);
        become(lab, true);
      }),
    deploy: (services, workspace, signal) =>
      queue(async () => {
        const lab = labAt(workspace);
        begin(lab);
        const result = await runtime.deploy(services, workspace, signal);
        become(lab, result.status === 'ok');
        return result;
      }, signal),
  });
  return { running: () => running, runtime: followed };
}
