import type { DeployAnswer } from '#api/deploy-answer.ts';
import { setupAt } from '#course/setup-of.ts';
import { failureLines } from '#runtimes/logs/failure-lines.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { CheckRuns } from '../checks/check-runs.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import type { ProgressStore } from '../progress/progress-store.ts';
import type { BenchLifecycle } from './bench-lifecycle.ts';

/** A lab's files on their way to what runs. */
export interface BringFiles {
  /** Makes the bench run them as the setup of the learner's step says. */
  now(open: OpenLab): Promise<DeployAnswer>;
  /**
   * The same before something is sent to the bench, so that the programs that answer are those of the files. Undefined
   * where they have to stay as they are: the bench is not ready, or a check looks at it.
   */
  before(open: OpenLab): Promise<DeployAnswer | undefined>;
}

interface Bringing {
  runtime: Pick<Runtime, 'apply'>;
  labProgress: Pick<ProgressStore, 'current'>;
  lifecycle: Pick<BenchLifecycle, 'state'>;
  checks: Pick<CheckRuns, 'busy'>;
  signal: AbortSignal;
}

/** Brings the files of any lab to the services of one bench. */
export function createBringFiles(bringing: Bringing): BringFiles {
  const { runtime, labProgress, lifecycle, checks, signal } = bringing;
  const now = async ({ lab, workspace }: OpenLab): Promise<DeployAnswer> => {
    const result = await runtime.apply(workspace.folder, setupAt(lab, labProgress.current(lab)), signal);
    if (result.status !== 'does-not-start') return result;
    return { ...result, lastLines: failureLines(result.lastLines) };
  };
  return {
    now,
    before: async (open) => (lifecycle.state().ready && !checks.busy() ? now(open) : undefined),
  };
}
