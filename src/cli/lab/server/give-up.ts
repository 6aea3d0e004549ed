import type { Bench } from './bench.ts';
import type { Failure } from './problems.ts';

/** Says why a call that builds or starts something came to nothing; at Ctrl-C only that nobody waits any more. */
export function giveUp(failure: Failure, bench: Bench): number {
  if (!bench.signal.aborted) return bench.fail(failure);
  bench.note('No longer waiting; the server finishes what it has begun.');
  return failure.exit;
}
