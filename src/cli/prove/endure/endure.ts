import { type Proven, proveStates } from '../prove-states.ts';
import type { Prover } from '../prover.ts';
import { stateLine } from '../report.ts';
import type { ProvenState } from '../states.ts';
import { keepCoresBusy } from './busy-cores.ts';
import { drawStates } from './draw-states.ts';
import { enduranceReport } from './endurance-report.ts';

/** A test of endurance: how many checks in a row, drawn by which seed, the second half with every core busy or not. */
export interface Endurance {
  times: number;
  seed: number;
  busy: boolean;
}

/**
 * Grades right and wrong answers again and again on one stack, tells of each, and sums up; gives the exit code, 1 where a
 * verdict was false and 2 where the only ones that were not as they should be say nothing of an answer.
 */
export async function endure(
  prover: Prover,
  states: readonly ProvenState[],
  { times, seed, busy }: Endurance,
  signal: AbortSignal,
): Promise<number> {
  const drawn = drawStates(states, times, seed);
  const half = busy ? Math.ceil(drawn.length / 2) : drawn.length;
  console.log(`endurance: ${drawn.length} checks of ${states.length} states, drawn by --seed ${seed}`);
  const graded: Record<'quiet' | 'busy', Proven[]> = { quiet: [], busy: [] };
  const grade = (name: keyof typeof graded, part: readonly ProvenState[]) => {
    const tell = (proven: Proven) => {
      graded[name].push(proven);
      const number = graded.quiet.length + graded.busy.length;
      console.log(`${String(number).padStart(4)} ${name.padEnd(5)}  ${stateLine(proven)}`);
    };
    // Every check counts: one that blames the bench is not tried again.
    return proveStates(prover, part, { again: false, signal, tell });
  };
  let endBusy: (() => Promise<void>) | undefined;
  try {
    await grade('quiet', drawn.slice(0, half));
    endBusy = busy ? keepCoresBusy() : undefined;
    await grade('busy', drawn.slice(half));
  } finally {
    await endBusy?.();
    // Of a run that was ended early too: it may have taken an hour.
    console.log(enduranceReport(graded));
  }
  return exitCode([...graded.quiet, ...graded.busy]);
}

function exitCode(all: readonly Proven[]): number {
  const astray = all.filter(({ right }) => !right);
  if (astray.length === 0) return 0;
  return astray.some(({ verdict: { status } }) => status === 'pass' || status === 'fail') ? 1 : 2;
}
