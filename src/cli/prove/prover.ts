import type { ModuleFiles } from '#bench/workspace/module-files.ts';
import type { Verdict } from '#course/verdict.ts';

/** One workspace to grade. */
export interface Job {
  lab: string;
  step: string;
  files: ModuleFiles;
  /** requests.yaml, where somebody has to send requests before the answers can be typed. */
  requests?: string | undefined;
}

/** What came of it. */
export interface Graded {
  verdict: Verdict;
  /** Milliseconds from request to verdict. */
  duration: number;
}

/** Grades workspaces on one running stack, one after the other. */
export interface Prover {
  grade(job: Job, progress: (text: string) => void, signal: AbortSignal): Promise<Graded>;
  /** Ends the stack, or leaves it to others where it is kept. */
  close(): Promise<void>;
}
