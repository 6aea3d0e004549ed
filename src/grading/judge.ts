import type { Judgement } from './judgement.ts';

/** What a step makes of what an experiment saw. */
export interface Judge<Seen> {
  (seen: Seen): Judgement;
  /** Every finding it can give, the pass included. */
  readonly gives: readonly string[];
}
