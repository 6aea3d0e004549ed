import type { Verdict } from '#course/verdict.ts';
import type { Prover } from './prover.ts';
import type { ProvenState } from './states.ts';

/** One grading of one state. */
export interface Proven {
  state: ProvenState;
  verdict: Verdict;
  duration: number;
  right: boolean;
}

/** Grades every state in this order, and tells of each one as soon as it is done. */
export async function proveStates(
  prover: Prover,
  states: readonly ProvenState[],
  { signal, tell }: { signal: AbortSignal; tell: (proven: Proven) => void | Promise<void> },
): Promise<Proven[]> {
  const all: Proven[] = [];
  for (const state of states) {
    const { verdict, duration } = await prover.grade(state, () => {}, signal);
    const proven = { state, verdict, duration, right: isRight(state.expected, verdict) };
    all.push(proven);
    await tell(proven);
  }
  return all;
}

/** Whether a verdict is the one its state has to give. */
export function isRight(expected: ProvenState['expected'], verdict: Verdict): boolean {
  if (verdict.status !== expected.status) return false;
  return expected.status === 'pass' || expected.finding === undefined || expected.finding === verdict.finding;
}
