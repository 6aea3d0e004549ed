import { z } from 'zod';
import { StepCommandSchema, StepSchema } from '#course/lab.ts';
import { VerdictSchema } from '#course/verdict.ts';
import { OPTIONAL } from '#system/part-names.ts';
import { RUNTIME_NAMES } from '#system/runtime-name.ts';
import { CopyViewSchema } from './workspace-change.ts';

/** A step that was left otherwise than by a pass of the learner's own. */
export const MarkSchema = z.enum(['solved', 'skipped']);
export type Mark = z.infer<typeof MarkSchema>;

/** One graded try. */
export const AttemptSchema = z.strictObject({
  id: z.number().int().describe('Grows with every attempt of this bench'),
  number: z.number().int().describe('Counts the attempts at its step, from 1'),
  lab: z.string(),
  step: z.string(),
  time: z.number().describe('Milliseconds since the Unix epoch when the check began'),
  duration: z.number().describe('Milliseconds from request to verdict'),
  verdict: VerdictSchema,
  solved: z
    .boolean()
    .optional()
    .describe('True when the solution had been put in before: such a pass does not count as the learner’s'),
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'Versions of the lab’s files as they were judged, by path; absent for attempts of early versions and other benches',
    ),
});
export type Attempt = z.infer<typeof AttemptSchema>;

/** Why the editor cannot hold a file as it lies on disk. Such a file is never written over. */
export const FileTroubleSchema = z.strictObject({
  kind: z
    .enum(['missing', 'not-a-file', 'not-utf8', 'too-large', 'no-access'])
    .describe('`missing` alone can be edited: saving makes the file anew'),
  words: z.string().describe('What is wrong and what helps, for the learner'),
});
export type FileTrouble = z.infer<typeof FileTroubleSchema>;

export const LabFileSchema = z.strictObject({
  path: z.string().describe('Relative to the Bookstore module'),
  version: z
    .string()
    .describe(
      'SHA-256 of the bytes, hex; `missing`, or another word that changes with the file, beside `trouble`',
    ),
  changed: z.boolean().describe('Whether it differs from the start of the current step'),
  trouble: FileTroubleSchema.optional(),
});
export type LabFile = z.infer<typeof LabFileSchema>;

export const StepViewSchema = StepSchema.extend({
  commands: z.array(StepCommandSchema.extend({ run: z.string() })).describe('With the text for this runtime'),
  passed: z.boolean().describe('Whether the learner has passed it'),
  mark: MarkSchema.optional().describe('Solved or skipped, until the step is begun again'),
  hints: z.array(z.string()).describe('Those given so far'),
  hintsLeft: z.number().int(),
  alike: z
    .boolean()
    .describe('Whether it begins with the files and the setup with which the current step begins'),
});
export type StepView = z.infer<typeof StepViewSchema>;

/** POST /api/labs/:lab/steps/:step/hint; 404 when all were given. */
export const HintViewSchema = z.strictObject({
  hint: z.string().describe('Markdown'),
  number: z.number().int().describe('Counts from 1'),
  left: z.number().int().describe('How many more there are'),
});
export type HintView = z.infer<typeof HintViewSchema>;

/** GET /api/labs: every lab of the course, without the learner's progress. */
export const LabPlaceSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  workspace: z.string().describe('Absolute path of the learner’s copy'),
});
export type LabPlace = z.infer<typeof LabPlaceSchema>;

/** GET /api/labs/:lab */
export const LabViewSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  runtime: z.enum(RUNTIME_NAMES),
  workspace: z.string().describe('Absolute path of the learner’s copy'),
  files: z.array(LabFileSchema),
  parts: z.array(z.enum(OPTIONAL)).describe('Optional parts that it needs'),
  current: z
    .string()
    .describe('The step the bench is at: the first one that is not done since the bench was brought to one'),
  steps: z.array(StepViewSchema),
  attempts: z.array(AttemptSchema).describe('Newest first, at most 50'),
  copies: z.array(CopyViewSchema).describe('Kept states of the workspace, newest first'),
});
export type LabView = z.infer<typeof LabViewSchema>;

/** GET /api/labs/:lab/files/:path, answer of PUT and of reset */
export const FileTextSchema = LabFileSchema.extend({
  text: z.string().describe('With its line ends and byte order mark; empty where the file is missing'),
  start: z.string().describe('The text at the start of the current step, for comparison'),
  copy: CopyViewSchema.optional().describe('After a reset that changed something: the state kept before it'),
});
export type FileText = z.infer<typeof FileTextSchema>;

/** Bytes of UTF-8 above which a text is not taken into the editor: an editor in a page grows slow, and no Go file is near it. */
export const MAX_TEXT_BYTES = 512 * 1024;

/** PUT /api/labs/:lab/files/:path. 409 with the current FileText when `baseVersion` is not the file’s version. */
export const SaveFileSchema = z.strictObject({
  text: z.string().describe('The whole text with its line ends; at most 512 KiB of UTF-8'),
  baseVersion: z.string().describe('Version the edit began from'),
});
export type SaveFile = z.infer<typeof SaveFileSchema>;
