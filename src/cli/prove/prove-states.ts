import type { Verdict } from '#course/verdict.ts';
import type { Prover } from './prover.ts';
import type { ProvenState } from './states.ts';
import { unfilledIn } from './unfilled.ts';

/** One grading of one state. */
export interface Proven {
  state: ProvenState;
  verdict: Verdict;
  duration: number;
  right: boolean;
  /** What a first grading said, where it blamed the bench and the state was graded again. */
  first?: Verdict;
}

interface Proving {
  /** Whether a state is graded again whose verdict blames the bench and says to check again, as a learner would; once. */
  again: boolean;
  tell: (proven: Proven) => void | Promise<void>;
  signal: AbortSignal;
}

/** Grades every state in this order, and tells of each one as soon as it is done. */
export async function proveStates(
  prover: Prover,
  states: readonly ProvenState[],
  { again, tell, signal }: Proving,
): Promise<Proven[]> {
  const all: Proven[] = [];
  for (const state of states) {
    const grade = async (): Promise<Proven> => {
      const { verdict, duration } = await prover.grade(state, () => {}, signal);
      return { state, verdict, duration, right: isRight(state.expected, verdict) };
    };
    let proven = await grade();
    if (again && !proven.right && blamesBench(proven.verdict))
      proven = { ...(await grade()), first: proven.verdict };
    all.push(proven);
    await tell(proven);
  }
  return all;
}

/** A verdict that says nothing of the answer: a part of the bench failed meanwhile, or the evidence did not settle. */
function blamesBench({ status }: Verdict): boolean {
  return status === 'broken' || status === 'inconclusive';
}

/** Whether a verdict is the one its state has to give, with a value in every place of its text. */
export function isRight(expected: ProvenState['expected'], verdict: Verdict): boolean {
  if (verdict.status !== expected.status) return false;
  if (unfilledIn(verdict).length > 0) return false;
  return expected.status === 'pass' || expected.finding === undefined || expected.finding === verdict.finding;
}
