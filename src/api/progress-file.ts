import { z } from 'zod';
import { AttemptSchema, MarkSchema } from './lab-view.ts';
import { ReadingSchema } from './reading-record.ts';

/**
 * Version 1 named a verdict's `stage` `rung`; up to version 2 evidence had no `kind` and was of spans; up to version 3
 * there was no `reading`.
 */
export const PROGRESS_VERSION = 4;

/**
 * GET /api/progress/export, and the body of POST /api/progress/import: all attempts, marks and hints of this bench. What
 * was read and answered is kept by the browser, and the page puts it into the file that “Save my progress” makes.
 */
export const ProgressFileSchema = z.strictObject({
  format: z.literal('spanwise-progress').describe('Tells the file from others'),
  version: z.literal(PROGRESS_VERSION).describe('Grows when the form changes'),
  exported: z.number().describe('Milliseconds since the Unix epoch'),
  attempts: z.array(AttemptSchema.omit({ id: true, number: true, files: true })),
  marks: z.array(
    z.strictObject({
      lab: z.string(),
      step: z.string(),
      mark: MarkSchema,
      time: z.number().describe('Milliseconds since the Unix epoch'),
    }),
  ),
  hints: z.array(
    z.strictObject({
      lab: z.string(),
      step: z.string(),
      given: z.number().int().positive().max(3).describe('How many hints were given'),
    }),
  ),
  reading: ReadingSchema.describe(
    'Sections read and answers given, by chapter; empty as the server exports it, since the browser keeps it',
  ),
});
export type ProgressFile = z.infer<typeof ProgressFileSchema>;

/** Answer of POST /api/progress/import. It adds what is new and never removes or replaces anything. */
export const ImportedSchema = z.strictObject({
  attempts: z.number().int().describe('Attempts added'),
  marks: z.number().int().describe('Marks added'),
  known: z.number().int().describe('Attempts and marks that were there already'),
  reading: ReadingSchema.describe('That of the file in today’s form, for the browser to add to its own'),
});
export type Imported = z.infer<typeof ImportedSchema>;
