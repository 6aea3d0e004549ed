import { z } from 'zod';

/** One fact a verdict rests on: a span (or a trace) that the learner's own services produced. */
export const EvidenceSchema = z.strictObject({
  traceId: z.string().describe('Trace the fact is in, 32 lower-case hex digits; empty where no trace exists'),
  spanId: z.string().optional().describe('Span the fact is about, 16 lower-case hex digits'),
  service: z.string().describe('Service (or part of the stack) the fact is about'),
  note: z.string().describe('What is seen there, in one sentence'),
});
export type Evidence = z.infer<typeof EvidenceSchema>;

/**
 * What a check says of one attempt. `pass` and `fail` judge the learner; `inconclusive` means the evidence
 * did not arrive; `broken` means the bench, not the learner, is at fault. Texts come from findings.yaml.
 */
export const VerdictSchema = z.strictObject({
  status: z.enum(['pass', 'fail', 'inconclusive', 'broken']).describe('The four outcomes'),
  finding: z.string().optional().describe('Stable finding id; absent on pass'),
  title: z.string().describe('The finding in plain words'),
  observed: z.string().describe('What the traces show'),
  expected: z.string().describe('What the step asks for'),
  evidence: z.array(EvidenceSchema).describe('The facts the verdict rests on, most telling first'),
  where: z.string().optional().describe('Where to look; never the fix'),
  next: z.string().optional().describe('The next action'),
  stage: z
    .string()
    .optional()
    .describe(
      'First stage that fails on the way from a request to its trace in a search, such as “orders: its exporter sends”',
    ),
  checkTrace: z
    .string()
    .optional()
    .describe('Trace that the check itself left in the bench’s Tempo, service spanwise'),
});
export type Verdict = z.infer<typeof VerdictSchema>;
