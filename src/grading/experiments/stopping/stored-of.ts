import { setTimeout as wait } from 'node:timers/promises';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { inParallel } from '../in-parallel.ts';
import type { Sent } from './send-until-refused.ts';

/**
 * Milliseconds after the end of the process, or after the newest find, at which nothing more is waited for. Measured: Tempo has a
 * span after 17–33.
 */
export const AFTER_END = 2000;
/** Milliseconds more for a Tempo that does not answer: what it does not say is neither stored nor lost. */
const FOR_ANSWERS = 15_000;
/** Milliseconds between two rounds of look-ups. */
const LOOK_EVERY = 300;
/** Look-ups at the same time, as in the other experiments. */
const AT_ONCE = 8;

/**
 * The traces that Tempo has of these requests: asks again for what is not there, until the last moment at which it could come
 * after the `end` of the process, and until Tempo has answered for each.
 */
export async function storedOf(
  tempo: Pick<Tempo, 'byId'>,
  sent: readonly Pick<Sent, 'probe'>[],
  end: number,
  signal: AbortSignal,
): Promise<{ stored: Map<string, readonly Span[]>; unanswered?: string }> {
  const stored = new Map<string, readonly Span[]>();
  let until = end + AFTER_END;
  for (;;) {
    const begun = Date.now();
    const problems: string[] = [];
    const open = sent.filter(({ probe }) => !stored.has(probe.traceId));
    await inParallel(open, AT_ONCE, async ({ probe }) => {
      const answer = await tempo.byId(probe.traceId, signal);
      if (!answer.ok) return void problems.push(answer.problem);
      if (answer.value.length === 0) return;
      stored.set(probe.traceId, answer.value);
      until = Math.max(until, Date.now() + AFTER_END);
    });
    const [unanswered] = problems;
    if (stored.size === sent.length || (begun >= until && unanswered === undefined)) return { stored };
    if (unanswered !== undefined && begun >= until + FOR_ANSWERS) return { stored, unanswered };
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
