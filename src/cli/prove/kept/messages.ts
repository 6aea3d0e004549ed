import { z } from 'zod';
import { VerdictSchema } from '#course/verdict.ts';

/** What a call asks of the process that keeps a stack, one JSON object a line. */
export const AskSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('grade'),
    lab: z.string(),
    step: z.string(),
    files: z
      .array(z.tuple([z.string(), z.string()]))
      .describe('Path in the module, file the text comes from'),
    requests: z.string().optional().describe('requests.yaml of the answer'),
  }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type Ask = z.infer<typeof AskSchema>;

/** What that process answers, one JSON object a line. */
export const ReplySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), text: z.string() }),
  z.strictObject({ type: z.literal('graded'), verdict: VerdictSchema, duration: z.number() }),
  z.strictObject({ type: z.literal('failed'), message: z.string(), stack: z.boolean() }),
]);
export type Reply = z.infer<typeof ReplySchema>;
