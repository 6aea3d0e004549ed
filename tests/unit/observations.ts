import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { recordingPlaces } from '#cli/observe/observed-states.ts';
import { fromRecording, RecordingSchema } from '#grading/experiments/checkout/observation.ts';
import type { Observation } from '#grading/experiments/checkout/probe-result.ts';

/** Where recordings are, and what they are of. */
export const places = recordingPlaces(resolve(import.meta.dirname, '../..'));

/** The recording in a file below the folder of recordings. */
export function readRecording(file: string): { answer: string; seen: Observation } {
  const recording = RecordingSchema.parse(JSON.parse(readFileSync(resolve(places.recordings, file), 'utf8')));
  return { answer: recording.answer, seen: fromRecording(recording) };
}
