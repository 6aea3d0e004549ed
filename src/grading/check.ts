import type { Setup } from '#course/setup.ts';
import type { Evidence } from '#course/verdict.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Observation } from './experiments/checkout/probes/probe-result.ts';

/**
 * What a check returns before the finding's text is filled in from findings.yaml. `values` fill the
 * `{placeholders}` of that text.
 */
export interface Judgement<Id extends string = string> {
  status: 'pass' | 'fail' | 'inconclusive' | 'broken';
  /** Finding id; on pass the id of the step's pass text (`pass`), where findings.yaml has one. */
  finding: Id;
  values?: Record<string, string>;
  evidence: Evidence[];
  /** The first stage that fails on the way from a request to its trace, as `stageOf` writes it. */
  stage?: string;
}

/** What a check may use: the running bench, through its runtime, and the learner's workspace. */
export interface CheckContext {
  runtime: Runtime;
  /** Absolute path of the learner's copy of the Bookstore module. */
  workspace: string;
  /** What the bench runs for this step besides the services. */
  setup: Setup;
  /** Says what the check is doing now, for the page and the terminal. */
  progress: (phase: string) => void;
  /** Called with what an attempt saw before it is judged: to keep the observation, and to link the check's own trace. */
  observed?: (observation: Observation) => void;
  signal: AbortSignal;
}

/** The code that grades one step. It throws only on a defect of its own or when `signal` aborts. */
export interface Check {
  (context: CheckContext): Promise<Judgement>;
  /** Every finding it can give, the pass included; `npm run check` asks for it. */
  readonly gives?: readonly string[];
}
