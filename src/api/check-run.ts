import { z } from 'zod';
import { AttemptSchema } from './lab-view.ts';

/** Why a check gives no verdict. */
export const CheckProblemSchema = z
  .string()
  .optional()
  .describe('Why it ended without a verdict, where nobody has cancelled it');

/** One run of a check: the answer of POST …/check (202), and of GET /api/labs/:lab/checks/:run, which is asked again until it ends. */
export const CheckRunSchema = z.strictObject({
  run: z.number().int().describe('Grows with every check of this server'),
  lab: z.string(),
  step: z.string(),
  state: z.enum(['running', 'done', 'cancelled']),
  phase: z.string().optional().describe('What it does now'),
  attempt: AttemptSchema.optional().describe('Once it is done'),
  problem: CheckProblemSchema,
});
export type CheckRun = z.infer<typeof CheckRunSchema>;
