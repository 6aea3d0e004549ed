import type { KeptAnswer } from '#api/reading-record.ts';
import type { Observed } from '#course/quiz/seal-prediction.ts';

/** A guess as it is kept, and what was observed since. */
export interface KeptGuess {
  guess: string;
  observed?: { value: Observed; from: 'own' | 'recorded' };
}

/** A guess in the form in which answers are kept: the guess, then the observed value as JSON and whose traces gave it. */
export function keepGuess({ guess, observed }: KeptGuess, right: boolean, tries: number): KeptAnswer {
  const seen = observed ? [JSON.stringify(observed.value), observed.from] : [];
  return { answer: [guess, ...seen], right, tries, time: Date.now() };
}

/** Reads a kept guess; undefined where nothing was guessed. What cannot be read of an observation is as if it had not been. */
export function readGuess(kept: KeptAnswer | undefined): KeptGuess | undefined {
  const [guess, seen, from] = kept?.answer ?? [];
  if (guess === undefined) return undefined;
  try {
    const value: unknown = seen === undefined ? undefined : JSON.parse(seen);
    if (typeof value === 'string' || typeof value === 'number')
      return { guess, observed: { value, from: from === 'own' ? 'own' : 'recorded' } };
  } catch {
    // An early version, or another program, kept something else there.
  }
  return { guess };
}
