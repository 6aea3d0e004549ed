import type { PartStatus } from '../runtime.ts';

/** Why a start counts as failed; undefined when it did not. */
export function reasonUnlessReady({ part, state, reason }: PartStatus): string | undefined {
  return state === 'ready' ? undefined : `${part} is ${state}: ${reason ?? 'no reason known'}`;
}
