import { probeWithin } from '../probes/ask-part.ts';
import { orderAnswers } from '../probes/order-answers.ts';
import type { PartHealth } from '../runtime.ts';
import type { LocalPart } from './plan.ts';
import type { Supervisor } from './supervisor.ts';

/** Milliseconds: a check asks every 500 ms, and the interface promises an answer of all parts within 1.5 s. */
const LIMIT = 1200;

/** Asks these parts at the same time; the first answer that is not ok is the one to name (orderAnswers). */
export async function askAll(
  parts: readonly LocalPart[],
  supervisors: Record<LocalPart, Supervisor>,
  signal: AbortSignal,
): Promise<PartHealth[]> {
  const asked = await Promise.all(
    parts.map(async (part) => {
      const { plan, status } = supervisors[part];
      const answer = await probeWithin(plan, LIMIT, signal);
      return { status: { ...status(), part }, answer };
    }),
  );
  return orderAnswers(asked);
}
