import { z } from 'zod';
import { CommandSchema, StepSchema } from '#course/lab.ts';
import { VerdictSchema } from '#grading/verdict.ts';

/** One graded try. */
export const AttemptSchema = z.strictObject({
  id: z.number().int().describe('Grows with every attempt of this bench'),
  lab: z.string(),
  step: z.string(),
  time: z.number().describe('Milliseconds since the Unix epoch when the check began'),
  duration: z.number().describe('Milliseconds from request to verdict'),
  verdict: VerdictSchema,
});
export type Attempt = z.infer<typeof AttemptSchema>;

export const LabFileSchema = z.strictObject({
  path: z.string().describe('Relative to the Bookstore module'),
  version: z.string().describe('SHA-256 of the text, hex'),
  changed: z.boolean().describe('Whether it differs from the start of the lab'),
});
export type LabFile = z.infer<typeof LabFileSchema>;

/** GET /api/labs/:lab */
export const LabViewSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  runtime: z.enum(['local', 'kind']),
  workspace: z.string().describe('Absolute path of the learner’s copy'),
  files: z.array(LabFileSchema),
  steps: z.array(StepSchema.extend({ commands: z.array(CommandSchema), passed: z.boolean() })),
  attempts: z.array(AttemptSchema).describe('Newest first, at most 50'),
});
export type LabView = z.infer<typeof LabViewSchema>;

/** GET /api/labs/:lab/files/:path, answer of PUT and of reset */
export const FileTextSchema = LabFileSchema.extend({
  text: z.string(),
  start: z.string().describe('The text at the start of the lab, for comparison'),
  copy: z
    .string()
    .optional()
    .describe('After a reset: where the replaced text was kept, relative to the workspace folder'),
});
export type FileText = z.infer<typeof FileTextSchema>;

/** PUT /api/labs/:lab/files/:path. 409 with the current FileText when `baseVersion` is not the file’s version. */
export const SaveFileSchema = z.strictObject({
  text: z.string().max(512 * 1024),
  baseVersion: z.string().describe('Version the edit began from'),
});
export type SaveFile = z.infer<typeof SaveFileSchema>;
