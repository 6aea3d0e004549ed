import { z } from 'zod';
import type { Problem } from './problem.ts';

/** GET /api/labs/:lab/steps/:step/answers, and the answer of PUT: what the learner has typed so far. */
export const AnswersViewSchema = z.strictObject({
  lab: z.string(),
  step: z.string(),
  typed: z.record(z.string(), z.string()).describe('The text typed for each question; empty where none is'),
  remarks: z
    .record(z.string(), z.string())
    .describe('For each text that can be no answer to its question, why; it is kept all the same'),
  problem: z
    .strictObject({
      reason: z.string().describe('Why answers.yaml cannot be read, in a sentence'),
      line: z.number().int().optional().describe('From 1'),
    })
    .optional()
    .describe('There while the file cannot be read; then nothing is saved'),
});
export type AnswersView = z.infer<typeof AnswersViewSchema>;

/** PUT /api/labs/:lab/steps/:step/answers/:field. 409 with a RefusedAnswer when the answer is no longer `before`. */
export const SaveAnswerSchema = z.strictObject({
  text: z.string().max(2_000).describe('As typed; empty for no answer'),
  before: z.string().describe('The text that was there when the typing began'),
});
export type SaveAnswer = z.infer<typeof SaveAnswerSchema>;

/** Why an answer was not saved, and what is there now. */
export interface RefusedAnswer extends Problem {
  answers: AnswersView;
}
