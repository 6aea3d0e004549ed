import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { observationPlaces } from '#cli/observe/observed-states.ts';
import { KeptObservationSchema, unfoldObservation } from '#grading/experiments/checkout/observation.ts';
import type { Observation } from '#grading/experiments/checkout/probe-result.ts';

/** Where observations are kept, and what they are of. */
export const places = observationPlaces(resolve(import.meta.dirname, '../..'));

/** The observation in a file below the folder of observations. */
export function readObservation(file: string): { answer: string; seen: Observation } {
  const kept = KeptObservationSchema.parse(
    JSON.parse(readFileSync(resolve(places.observations, file), 'utf8')),
  );
  return { answer: kept.answer, seen: unfoldObservation(kept) };
}
