import { z } from 'zod';

/** The text of one finding. `{name}` is filled in by the check with what it saw. */
export const FindingSchema = z.strictObject({
  title: z.string().describe('The finding in plain words, at most a line'),
  observed: z.string().describe('What the traces show'),
  expected: z.string().describe('What the step asks for'),
  where: z.string().optional().describe('Where to look; never the fix'),
  next: z.string().optional().describe('The next action'),
  explain: z
    .string()
    .min(1)
    .optional()
    .describe(
      'What it means, why it happens and what it looks like at work; shown by <Findings /> in a chapter, without placeholders',
    ),
});
export type Finding = z.infer<typeof FindingSchema>;

/**
 * labs/<id>/findings.yaml: per step (`any` for all steps), finding id to text. In labs/findings.yaml `engine` has what the
 * engine says where no check could judge.
 */
export const FindingsSchema = z.record(z.string(), z.record(z.string(), FindingSchema));
export type Findings = z.infer<typeof FindingsSchema>;
