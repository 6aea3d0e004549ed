import { z } from 'zod';
import { MarkSchema } from './lab-view.ts';

/** How far the learner is in one lab. */
export const LabProgressSchema = z.strictObject({
  lab: z.string(),
  current: z.string().describe('The step the bench is at, as LabView has it'),
  begun: z.boolean().describe('Whether anything was tried or marked in it'),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      passed: z.boolean().describe('Whether the learner has passed it'),
      mark: MarkSchema.optional().describe('Solved or skipped, until the step is begun again'),
    }),
  ),
});
export type LabProgress = z.infer<typeof LabProgressSchema>;

/** GET /api/progress: every lab in the course's order, without its text and files, and without the bench preparing for any. */
export const ProgressViewSchema = z.strictObject({
  worked: z.string().optional().describe('The lab worked at last; absent while none was'),
  labs: z.array(LabProgressSchema),
});
export type ProgressView = z.infer<typeof ProgressViewSchema>;
