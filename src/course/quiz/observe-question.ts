import { z } from 'zod';
import { OBSERVATION_NAMES } from './observation-names.ts';
import { BecauseSchema, IdSchema, PromptSchema } from './question-parts.ts';

const Value = z.union([z.string(), z.number()]);

const GuessSchema = z
  .strictObject({
    id: IdSchema,
    text: z.string().min(1).describe('The guess offered; inline Markdown'),
    is: Value.optional().describe('The observed value that makes this guess right'),
    from: z.number().optional().describe('The smallest observed number that makes it right'),
    to: z.number().optional().describe('Observed numbers below this one make it right'),
    because: BecauseSchema.optional().describe('Shown to those who chose it, where it was not right'),
  })
  .refine(({ is, from, to }) => (is === undefined) !== (from === undefined && to === undefined), {
    error: 'either `is`, or `from` and `to`',
    params: { next: 'say which observed value makes this guess right' },
  });

/**
 * A prediction: asked before a step, answered by the traces that the step left behind. No key stands in the course: the
 * value is computed from the learner's own traces, and without a bench from those that were recorded.
 */
export const ObserveSchema = z
  .strictObject({
    kind: z.literal('observe').describe('A prediction; the learner’s own traces give the answer'),
    id: IdSchema,
    prompt: PromptSchema,
    step: z
      .strictObject({
        lab: IdSchema.describe('The lab'),
        step: IdSchema.describe('The step before which it is asked'),
      })
      .describe('Whose traces answer it, once the step has passed'),
    of: z
      .enum(OBSERVATION_NAMES)
      .describe('What is observed; src/course/quiz/observation-names.ts says more'),
    at: z
      .strictObject({
        service: z.string().describe('Service of the span'),
        kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']).describe('Its kind'),
      })
      .optional()
      .describe('The span that is asked about; only where the observation needs one'),
    answer: z.enum(['choice', 'number', 'text']).describe('How the reader guesses'),
    choices: z.array(GuessSchema).default([]).describe('Guesses offered, in the order shown'),
    unit: z.string().optional().describe('Shown behind the number'),
    tolerance: z.number().min(0).default(0).describe('How far off a number still counts as right'),
    because: BecauseSchema.describe('Shown with the observed value'),
  })
  .refine(({ answer, choices }) => (answer === 'choice' ? choices.length >= 2 : choices.length === 0), {
    path: ['choices'],
    error: 'at least two choices where `answer: choice`, and none elsewhere',
    params: { next: 'add or remove choices, or change `answer`' },
  })
  .refine(({ of, at }) => (of === 'parent-service') === (at !== undefined), {
    path: ['at'],
    error: '`at` with `of: parent-service`, and nowhere else',
    params: { next: 'name the span with its service and kind, or take `at` out' },
  });
export type ObserveQuestion = z.infer<typeof ObserveSchema>;
