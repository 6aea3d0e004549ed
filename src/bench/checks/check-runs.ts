import type { BenchEvent } from '#api/events.ts';
import type { Lab, Step } from '#course/lab.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { LabGrading } from '../labs/load-grading.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import type { Attempts } from '../progress/attempts.ts';
import { engineVerdict } from './engine-verdict.ts';
import { gradeStep } from './grade-step.ts';

/** Runs checks, one at a time, because they all look at the one bench. */
export interface CheckRuns {
  /** Starts a check; false while another one runs. */
  start(open: OpenLab, step: Step): boolean;
  /** Whether a check runs now. */
  busy(): boolean;
  /** Cancels the running check; false when none runs. */
  cancel(): boolean;
  /** Ends the running check as broken, since the bench goes away under it; resolves when it has ended. */
  interrupt(reason: string): Promise<void>;
  /** The newest event of the running check, for a page that opens meanwhile. */
  now(): BenchEvent | undefined;
  /** Resolves when no check runs any more. */
  idle(): Promise<void>;
}

interface CheckRunsOptions {
  /** The checks and texts of a lab, as they are now. */
  grading: (lab: string) => Promise<LabGrading>;
  runtime: Runtime;
  attempts: Pick<Attempts, 'add'>;
  /** Whether the solution of a step has been put in: a pass does not count as the learner’s then. */
  isSolved: (lab: string, step: string) => boolean;
  /** When the learner began a step, in milliseconds since the Unix epoch. */
  begun: (lab: Lab, step: string) => number;
  /** Versions of a lab's files as they are now, by path. */
  versions: (open: OpenLab) => Promise<Record<string, string>>;
  emit: (event: BenchEvent) => void;
  /** For defects of a check, which the learner cannot mend. */
  log: (text: string) => void;
  signal: AbortSignal;
  /** Milliseconds a check may take whose experiment names no time of its own. */
  limit?: number;
}

/** Milliseconds: several times what a check with a cold build takes on a busy machine. */
const USUAL_LIMIT = 60_000;

/** Makes the runner of this bench's checks. */
export function createCheckRuns(options: CheckRunsOptions): CheckRuns {
  let running: { cancel: AbortController; ended: Promise<void> } | undefined;
  let interrupted: Verdict | undefined;
  let newest: BenchEvent | undefined;
  const notify = (event: BenchEvent) => {
    newest = event;
    options.emit(event);
  };

  const run = async (open: OpenLab, step: Step, cancel: AbortSignal): Promise<void> => {
    const name = { type: 'check', lab: open.lab.id, step: step.id } as const;
    const time = Date.now();
    const began = performance.now();
    let limit: AbortSignal | undefined;
    const progress = (phase: string) => notify({ ...name, state: 'running', phase });
    notify({ ...name, state: 'running' });
    let verdict: Verdict;
    let files: Record<string, string> | undefined;
    try {
      files = await options.versions(open);
      const now = await options.grading(open.lab.id);
      limit = AbortSignal.timeout(now.checks[step.id]?.experiment?.limit ?? options.limit ?? USUAL_LIMIT);
      const signal = AbortSignal.any([cancel, options.signal, limit]);
      const since = notAhead(options.begun(open.lab, step.id), time);
      verdict = await gradeStep({ ...options, grading: now, open, step, since, progress, signal });
    } catch (error) {
      if (options.signal.aborted || (cancel.aborted && !interrupted)) {
        notify({ ...name, state: 'cancelled' });
        return;
      }
      if (!interrupted)
        options.log(`The check of ${open.lab.id}/${step.id} failed: ${(error as Error).stack ?? error}`);
      const problem = error instanceof Error ? error.message : String(error);
      verdict =
        interrupted ??
        (limit?.aborted ? engineVerdict('check-too-slow') : engineVerdict('check-defect', { problem }));
    }
    const duration = Math.round(performance.now() - began);
    const solved = options.isSolved(open.lab.id, step.id) && { solved: true };
    const attempt = options.attempts.add({
      ...{ lab: open.lab.id, step: step.id, time, duration, verdict },
      ...solved,
      ...(files && { files }),
    });
    notify({ ...name, state: 'done', attempt });
  };

  return {
    start(open, step) {
      if (running) return false;
      const cancel = new AbortController();
      const ended = run(open, step, cancel.signal)
        // Storing the attempt failed: the page must not wait for it for ever.
        .catch((error: unknown) => {
          options.log(`The attempt could not be kept: ${(error as Error).message}`);
          notify(notKept(open, step, error as Error));
        })
        .finally(() => {
          running = undefined;
          interrupted = undefined;
          newest = undefined;
        });
      running = { cancel, ended };
      return true;
    },
    busy: () => running !== undefined,
    cancel() {
      running?.cancel.abort(new Error('The check was cancelled'));
      return running !== undefined;
    },
    async interrupt(reason) {
      if (!running) return;
      interrupted ??= engineVerdict('bench-changed', { reason });
      running.cancel.abort(new Error(reason));
      await running.ended;
    },
    now: () => newest,
    idle: () => running?.ended ?? Promise.resolve(),
  };
}

/** Milliseconds to look back for a step that was begun in what is the future now: longer than a step takes. */
const DAY = 24 * 60 * 60 * 1000;

/** When a step was begun. The clock was set back where that is still to come: the learner's traces since then look older. */
function notAhead(begun: number, now: number): number {
  return begun > now ? now - DAY : begun;
}

function notKept({ lab }: OpenLab, step: Step, { message }: Error): BenchEvent {
  const problem = `The check came to its end, but its verdict could not be kept: ${message}. Make room on the disk, and check again.`;
  return { type: 'check', lab: lab.id, step: step.id, state: 'cancelled', problem };
}
