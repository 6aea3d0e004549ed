import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { observationPlaces } from '#cli/observe/observed-states.ts';
import type { KeptAs } from '#grading/experiment.ts';
import { keptCheckout } from '#grading/experiments/checkout/observation.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';

/** Where observations are, and what they are of. */
export const places = observationPlaces(resolve(import.meta.dirname, '../..'));

/** The observation in a file below their folder, as its experiment reads it, and the hash of the answer it is of. */
export function readKept<Seen>(file: string, keeping: KeptAs<Seen>): { answer: string; seen: Seen } {
  const { answer, ...kept } = JSON.parse(readFileSync(resolve(places.observations, file), 'utf8'));
  return { answer, seen: keeping.unfold(kept) };
}

/** The hash of the answer that an observation was made of. */
export function answerOf(file: string): string {
  return JSON.parse(readFileSync(resolve(places.observations, file), 'utf8')).answer;
}

/** The observation of a checkout. */
export function readObservation(file: string): { answer: string; seen: Observation } {
  return readKept(file, keptCheckout);
}
