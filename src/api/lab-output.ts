import { z } from 'zod';
import { VerdictSchema } from '#course/verdict.ts';
import { RunningLabSchema } from './events.ts';
import { MarkSchema } from './lab-view.ts';

const FORMAT = 'Grows when a key changes its meaning or goes; keys may be added to it';

/** Output of `lab status --json`. */
export const StatusOutputSchema = z.strictObject({
  format: z.literal(1).describe(FORMAT),
  lab: z.string(),
  title: z.string(),
  workspace: z.string().describe('Absolute path of the learner’s files'),
  current: z.string().describe('The step the learner is at'),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string().describe('Markdown'),
      passed: z.boolean(),
      mark: MarkSchema.optional().describe('Solved or skipped'),
    }),
  ),
  changed: z.array(z.string()).describe('Files that differ from the start of the step'),
  ready: z.boolean().describe('Whether a check can be run'),
  reason: z.string().optional().describe('Why not'),
  parts: z.array(z.strictObject({ part: z.string(), state: z.string(), reason: z.string().optional() })),
  running: RunningLabSchema.optional().describe('Whose files the services run'),
  checking: z.string().optional().describe('The step that is being checked now, as lab/step'),
});
export type StatusOutput = z.infer<typeof StatusOutputSchema>;

/** Output of `lab check --json`; nothing is written where nothing was judged. Format 1 named the verdict's `stage` `rung`; up to format 2 evidence had no `kind` and was of spans. */
export const CheckOutputSchema = z.strictObject({
  format: z.literal(3).describe(FORMAT),
  lab: z.string(),
  step: z.string(),
  attempt: z.number().int().describe('Id of the attempt; grows with every one of this bench'),
  time: z.number().describe('Milliseconds since the Unix epoch when the check began'),
  duration: z.number().describe('Milliseconds'),
  solved: z.boolean().describe('Whether the solution had been put in before'),
  verdict: VerdictSchema,
});
export type CheckOutput = z.infer<typeof CheckOutputSchema>;

/** Output of `lab checkout --json` and `lab send --json`: one request and how it was answered. */
export const RequestOutputSchema = z.strictObject({
  format: z.literal(1).describe(FORMAT),
  order: z.string().optional().describe('The id of the order; of a checkout only'),
  trace: z
    .string()
    .optional()
    .describe('The trace it is in; absent where the service began one that nobody has named yet'),
  traceparent: z.string().optional().describe('The header as it was sent; absent where none was'),
  status: z.number().int().describe('The status of the answer'),
  milliseconds: z.number().describe('From the request to the end of its answer'),
  body: z.string().describe('The answer, as it came'),
});
export type RequestOutput = z.infer<typeof RequestOutputSchema>;
