import { type ShareBounds, shareBounds } from '#grading/statistics.ts';
import { randomPart } from '../random-part.ts';

/** How seldom a right answer may be called wrong by chance: less than once in ten thousand attempts. */
const FALSE_VERDICT = 1e-4;

/** Whether so many kept requests are what a sampler with the wanted share keeps. */
export interface JudgedShare extends ShareBounds {
  verdict: 'right' | 'too-few' | 'too-many';
}

/** Judges a share by the exact binomial distribution, so that a right sampler is called wrong in fewer than one attempt of ten thousand. */
export function judgeShare(
  { kept, of }: { kept: number; of: number },
  wanted: number,
  chance: number = FALSE_VERDICT,
): JudgedShare {
  const bounds = shareBounds(of, wanted, chance);
  const verdict = kept < bounds.least ? 'too-few' : kept > bounds.most ? 'too-many' : 'right';
  return { ...bounds, verdict };
}

/**
 * Between which ratios a sampler lies that decides by the random part of the trace id: above every one it kept, below every
 * one it dropped. Undefined where the kept and the dropped lie mixed, so that something else decided.
 */
export function ratioBetween(
  requests: readonly { traceId: string; kept: boolean }[],
): { above: number; below: number } | undefined {
  let [above, below] = [0, 1];
  for (const { traceId, kept } of requests) {
    const at = randomPart(traceId);
    if (kept) above = Math.max(above, at);
    else below = Math.min(below, at);
  }
  return above < below ? { above, below } : undefined;
}
