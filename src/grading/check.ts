import type { CheckBench, Experiment } from './experiment.ts';
import type { Judge } from './judge.ts';
import type { Judgement } from './judgement.ts';

/** What a check may use: the running bench, through its runtime, and the learner's workspace. */
export interface CheckContext
  extends Omit<CheckBench, 'answers' | 'since'>,
    Partial<Pick<CheckBench, 'answers' | 'since'>> {
  /** Told of what an experiment saw before it is judged, and which spans began it: for observations, and for the check's own trace. */
  observed?: (seen: unknown, traces: readonly { traceId: string; spanId: string }[]) => void;
  signal: AbortSignal;
}

/** The code that grades one step. It throws only on a defect of its own or when `signal` aborts. */
export interface Check {
  (context: CheckContext): Promise<Judgement>;
  /** Every finding it can give, the pass included; `npm run check` asks for it. */
  readonly gives?: readonly string[];
  /** What it does, and what it makes of what was seen; absent from a check that does both in its own way. */
  readonly experiment?: Experiment<unknown>;
  readonly judge?: Judge<unknown>;
}
