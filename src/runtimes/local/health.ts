import { probeWithin } from '../probes/ask-part.ts';
import type { PartHealth } from '../runtime.ts';
import type { LocalPart } from './plan.ts';
import type { Supervisor } from './supervisor.ts';

const LIMIT = 1200;

/**
 * Asks these parts at the same time. Parts at fault themselves come first, then those that only wait for another
 * one, then the healthy: the first that is not ok is the one to name.
 */
export async function askAll(
  parts: readonly LocalPart[],
  supervisors: Record<LocalPart, Supervisor>,
  signal: AbortSignal,
): Promise<PartHealth[]> {
  const asked = await Promise.all(
    parts.map(async (part) => {
      const { plan, status } = supervisors[part];
      const answer = await probeWithin(plan, LIMIT, signal);
      const { state, reason } = status();
      const known = !answer.ok && state !== 'ready' ? ` (${state}${reason ? `: ${reason}` : ''})` : '';
      const rank = answer.ok ? 2 : answer.waits ? 1 : 0;
      return { part, ok: answer.ok, detail: `${answer.detail}${known}`, rank };
    }),
  );
  return asked.sort((a, b) => a.rank - b.rank).map(({ part, ok, detail }) => ({ part, ok, detail }));
}
