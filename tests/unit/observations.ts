import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { observationPlaces } from '#cli/observe/observed-states.ts';
import { KeptObservationSchema, unfoldObservation } from '#grading/experiments/checkout/observation.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';

/** Where recordings are, and what they are of. */
export const places = observationPlaces(resolve(import.meta.dirname, '../..'));

/** The recording in a file below the folder of recordings. */
export function readRecording(file: string): { answer: string; seen: Observation } {
  const recording = KeptObservationSchema.parse(
    JSON.parse(readFileSync(resolve(places.observations, file), 'utf8')),
  );
  return { answer: recording.answer, seen: unfoldObservation(recording) };
}
