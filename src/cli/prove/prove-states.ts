import type { Verdict } from '#grading/verdict.ts';
import type { Prover } from './prover.ts';
import type { ProvenState } from './states.ts';

/** One grading of one state. */
export interface Proven {
  state: ProvenState;
  verdict: Verdict;
  duration: number;
  right: boolean;
}

/** Grades every state, `repeat` times each, and tells of each one as soon as it is done. */
export async function proveStates(
  prover: Prover,
  states: readonly ProvenState[],
  { repeat, signal, tell }: { repeat: number; signal: AbortSignal; tell: (proven: Proven) => void },
): Promise<Proven[]> {
  const all: Proven[] = [];
  for (const state of states) {
    for (let time = 0; time < repeat; time += 1) {
      const { verdict, duration } = await prover.grade(state, () => {}, signal);
      const proven = { state, verdict, duration, right: isRight(state.expected, verdict) };
      all.push(proven);
      tell(proven);
    }
  }
  return all;
}

function isRight(expected: ProvenState['expected'], verdict: Verdict): boolean {
  if (verdict.status !== expected.status) return false;
  return expected.status === 'pass' || expected.finding === undefined || expected.finding === verdict.finding;
}
