import { z } from 'zod';
import { VerdictSchema } from '../verdict.ts';

/** A command as it was run on the bench, and what it printed. */
export const RecordedOutputSchema = z.strictObject({
  id: z.string().describe('Name of the command within its chapter or step'),
  run: z.string().describe('The line that was run, as the page shows it'),
  output: z.string().describe('What it printed, errors too, without colours'),
});
export type RecordedOutput = z.infer<typeof RecordedOutputSchema>;

/** A trace as pages draw it. */
export const RecordedTraceSchema = z.strictObject({
  traceId: z.string(),
  spans: z.array(
    z.strictObject({
      traceId: z.string(),
      spanId: z.string(),
      parentSpanId: z.string().optional(),
      service: z.string(),
      name: z.string(),
      kind: z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']),
      start: z.number().describe('Milliseconds since the first span of the trace'),
      duration: z.number().describe('Milliseconds'),
      status: z.enum(['unset', 'ok', 'error']),
      depth: z.number(),
      orphan: z.boolean(),
      outside: z.boolean().optional(),
      attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  began: z.number().describe('When its first span began: milliseconds since the Unix epoch'),
  waterfall: z.string().describe('The same as text'),
});
export type RecordedTrace = z.infer<typeof RecordedTraceSchema>;

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
  traces: z.array(z.strictObject({ id: z.string(), trace: RecordedTraceSchema })),
});
export type RecordedChapter = z.infer<typeof RecordedChapterSchema>;

/** What a reader without a bench sees of a lab: labs/<lab>/recorded.json, made by `npm run record`. */
export const RecordedLabSchema = z.strictObject({
  ...MadeSchema,
  steps: z.array(
    z.strictObject({
      id: z.string(),
      outputs: z.array(RecordedOutputSchema).describe('The step’s commands, run at its start'),
      verdict: VerdictSchema.describe('What the check said of the solution'),
      traces: z.array(RecordedTraceSchema).describe('Those that the verdict rests on, most telling first'),
    }),
  ),
});
export type RecordedLab = z.infer<typeof RecordedLabSchema>;
