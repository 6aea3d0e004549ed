import type { z } from 'zod';
import type { StepAnswers } from '#course/answers/answer.ts';
import type { Setup } from '#course/setup.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Part } from '#system/part-names.ts';
import type { Judgement } from './judgement.ts';

/** What an experiment may use of the bench. */
export interface CheckBench {
  runtime: Runtime;
  /** Absolute path of the learner's copy of the Bookstore module. */
  workspace: string;
  /** What the bench runs for this step besides the services. */
  setup: Setup;
  /** What the learner answered to the questions of the step, by question; empty where it has none. */
  answers: StepAnswers;
  /** When the learner began the step, in milliseconds since the Unix epoch. */
  since: number;
  /** Says what the check is doing now, for the page and the terminal. */
  progress: (phase: string) => void;
}

/** What a check does to the bench and what it sees of it; what that means for a step is a judge's matter. */
export interface Experiment<Seen> {
  /** Parts that are the learner's work in this step: a fault of theirs is a finding, and never makes the attempt `broken`. */
  exhibits: readonly Part[];
  /** Milliseconds that a check may take, building included; without it, a minute. */
  limit?: number;
  run(bench: CheckBench, signal: AbortSignal): Promise<Seen>;
  /** Why nothing can be said of the learner's work: the bench is at fault, or the evidence did not settle. */
  trouble(seen: Seen): Judgement | undefined;
  /** Every finding that `trouble` can give. */
  troubles: readonly string[];
  /** How what was seen is kept for tests without a stack; absent where nothing is kept. */
  observation?: KeptAs<Seen>;
  /** Spans to which the check's own trace is linked. */
  traces(seen: Seen): { traceId: string; spanId: string }[];
}

/** The form in which an experiment's evidence is kept in a file. */
export interface KeptAs<Seen> {
  schema: z.ZodType;
  fold(seen: Seen): object;
  unfold(kept: unknown): Seen;
}
