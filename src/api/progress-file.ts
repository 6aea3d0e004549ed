import { z } from 'zod';
import { AttemptSchema, MarkSchema } from './lab-view.ts';

/** Version 1 named a verdict's `stage` `rung`; up to version 2 evidence had no `kind` and was of spans. */
export const PROGRESS_VERSION = 3;

/** GET /api/progress/export, and the body of POST /api/progress/import: all attempts, marks and hints of this bench. */
export const ProgressFileSchema = z.strictObject({
  format: z.literal('spanwise-progress').describe('Tells the file from others'),
  version: z.literal(PROGRESS_VERSION).describe('Grows when the form changes'),
  exported: z.number().describe('Milliseconds since the Unix epoch'),
  attempts: z.array(AttemptSchema.omit({ id: true, files: true })),
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
});
export type ProgressFile = z.infer<typeof ProgressFileSchema>;

/** Answer of POST /api/progress/import. It adds what is new and never removes or replaces anything. */
export const ImportedSchema = z.strictObject({
  attempts: z.number().int().describe('Attempts added'),
  marks: z.number().int().describe('Marks added'),
  known: z.number().int().describe('Attempts and marks that were there already'),
});
export type Imported = z.infer<typeof ImportedSchema>;
