import { z } from 'zod';
import { VerdictSchema } from '../verdict.ts';
import { DrawnTraceSchema } from './drawn-trace.ts';

/** A command as it was run on the bench, and what it printed. */
export const RecordedOutputSchema = z.strictObject({
  id: z.string().describe('Name of the command within its chapter or step'),
  run: z.string().describe('The line that was run, as the page shows it'),
  output: z.string().describe('What it printed, errors too, without colours'),
});
export type RecordedOutput = z.infer<typeof RecordedOutputSchema>;

const MadeSchema = {
  format: z.literal(1).describe('Grows with every change that older recordings cannot be read by'),
  date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .describe('Day it was recorded'),
  bookstore: z.string().describe('Hash of the Bookstore it was recorded with'),
};

/** What a chapter shows of a real run: content/chapters/<NN-slug>/recorded.json, made by `npm run record`. */
export const RecordedChapterSchema = z.strictObject({
  ...MadeSchema,
  outputs: z.array(RecordedOutputSchema),
  traces: z.array(z.strictObject({ id: z.string(), trace: DrawnTraceSchema })),
});
export type RecordedChapter = z.infer<typeof RecordedChapterSchema>;

/** What a check said on the bench, and the traces that the verdict rests on. */
const RecordedVerdictSchema = z.strictObject({
  verdict: VerdictSchema.describe('What the check said'),
  traces: z.array(DrawnTraceSchema).describe('Those that the verdict rests on, most telling first'),
});

/** What a reader without a bench sees of a lab: labs/<lab>/recorded.json, made by `npm run record`. */
export const RecordedLabSchema = z.strictObject({
  ...MadeSchema,
  // The verdict beside a step’s id is that of its solution.
  steps: z.array(
    z.strictObject({
      id: z.string(),
      outputs: z.array(RecordedOutputSchema).describe('The step’s commands, run at its start'),
      start: RecordedVerdictSchema.optional().describe(
        'What the check said of the step’s start, where it has a fault to find',
      ),
      ...RecordedVerdictSchema.shape,
    }),
  ),
});
export type RecordedLab = z.infer<typeof RecordedLabSchema>;
