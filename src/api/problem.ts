import { z } from 'zod';

/** Every error answer of the HTTP API, after RFC 9457: what happened and the next action. */
export const ProblemSchema = z.strictObject({
  title: z.string().describe('What happened, in one sentence'),
  detail: z.string().optional().describe('Why, with the facts'),
  next: z.string().optional().describe('The command or button that helps'),
});
export type Problem = z.infer<typeof ProblemSchema>;
