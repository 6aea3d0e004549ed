import type { PartHealth, PartStatus } from '../runtime.ts';
import type { HealthAnswer } from './ask-part.ts';

/** What one part answered, and what the runtime knew of it then. */
export interface AskedPart {
  status: Pick<PartStatus, 'part' | 'state' | 'reason'>;
  answer: HealthAnswer;
}

/**
 * Puts answers into the order in which they are told. Parts at fault themselves come first, then those that only wait for
 * another one, then the healthy: the first that is not ok is the one to name.
 */
export function orderAnswers(asked: readonly AskedPart[]): PartHealth[] {
  return asked
    .toSorted((a, b) => rankOf(a.answer) - rankOf(b.answer))
    .map(({ status: { part, state, reason }, answer: { ok, detail, waits } }) => {
      const known = !ok && state !== 'ready' ? ` (${state}${reason ? `: ${reason}` : ''})` : '';
      return { part, ok, detail: `${detail}${known}`, ...(waits && { waits }) };
    });
}

function rankOf({ ok, waits }: HealthAnswer): number {
  if (ok) return 2;
  return waits ? 1 : 0;
}
