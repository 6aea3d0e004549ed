import type { ObserveQuestion } from './observe-question.ts';

/** A value that was observed of traces. */
export type Observed = string | number;

/** A prediction as the page carries it, with what was observed of the recording, veiled; absent where nothing could be. */
export type SealedPrediction = ObserveQuestion & { recorded?: string };

/** Prepares a prediction for the page. `recorded` is what the recorded traces of its step give. */
export function sealPrediction(question: ObserveQuestion, recorded: Observed | undefined): SealedPrediction {
  return { ...question, ...(recorded !== undefined && { recorded: btoa(JSON.stringify(recorded)) }) };
}

/** What the recording gives; undefined where there is none. */
export function recordedValue({ recorded }: SealedPrediction): Observed | undefined {
  return recorded === undefined ? undefined : (JSON.parse(atob(recorded)) as Observed);
}
