import { z } from 'zod';
import { ObserveSchema } from './observe-question.ts';
import { BecauseSchema, IdSchema, questionParts } from './question-parts.ts';

const ChoiceSchema = z.strictObject({
  id: IdSchema,
  text: z.string().min(1).describe('The answer offered; inline Markdown'),
  right: z.boolean().default(false).describe('Whether it belongs to the right answer'),
  because: BecauseSchema,
});

const OneSchema = z
  .strictObject({
    kind: z.literal('one').describe('One choice is right'),
    ...questionParts,
    choices: z.array(ChoiceSchema).min(2).describe('Choices in the order shown'),
  })
  .refine((question) => question.choices.filter((choice) => choice.right).length === 1, {
    path: ['choices'],
    error: 'exactly one choice with `right: true`',
    params: { next: 'mark one choice, or make the question `kind: several`' },
  });

const SeveralSchema = z
  .strictObject({
    kind: z.literal('several').describe('Every right choice must be ticked, and no other'),
    ...questionParts,
    choices: z.array(ChoiceSchema).min(3).describe('Choices in the order shown'),
  })
  .refine((question) => new Set(question.choices.map((choice) => choice.right)).size === 2, {
    path: ['choices'],
    error: 'at least one choice with `right: true` and at least one without',
    params: {
      next: 'a question that is answered by ticking everything teaches nothing: add the missing kind',
    },
  });

const OrderSchema = z.strictObject({
  kind: z.literal('order').describe('Items to be put in order'),
  ...questionParts,
  items: z
    .array(
      z.strictObject({
        id: IdSchema,
        text: z.string().min(1).describe('The item; inline Markdown'),
        because: BecauseSchema,
      }),
    )
    .min(3)
    .describe('Items in the right order; the page shuffles them'),
});

const NumberSchema = z.strictObject({
  kind: z.literal('number').describe('A number to type'),
  ...questionParts,
  answer: z.number().describe('The right number'),
  tolerance: z.number().min(0).default(0).describe('How far off still counts as right'),
  unit: z.string().optional().describe('Shown behind the field'),
  because: BecauseSchema,
  otherwise: BecauseSchema.describe(
    'Shown for any wrong answer that is not among the slips: a hint, without the answer',
  ),
  slips: z
    .array(
      z.strictObject({ answer: z.number().describe('A wrong number worth a word'), because: BecauseSchema }),
    )
    .default([])
    .describe('Wrong numbers that show a known misunderstanding'),
});

const TextSchema = z.strictObject({
  kind: z.literal('text').describe('A word to type; case and spaces at the ends do not matter'),
  ...questionParts,
  accept: z.array(z.string().min(1)).min(1).describe('Spellings that are right, the one to show first'),
  because: BecauseSchema,
  otherwise: BecauseSchema.describe(
    'Shown for any wrong answer that is not among the slips: a hint, without the answer',
  ),
  slips: z
    .array(
      z.strictObject({
        answer: z.string().min(1).describe('A wrong word worth a word'),
        because: BecauseSchema,
      }),
    )
    .default([])
    .describe('Wrong words that show a known misunderstanding'),
});

/** One question of a quiz, by kind. */
export const QuestionSchema = z.discriminatedUnion('kind', [
  OneSchema,
  SeveralSchema,
  OrderSchema,
  NumberSchema,
  TextSchema,
  ObserveSchema,
]);
export type Question = z.infer<typeof QuestionSchema>;

/** A question whose answer stands in the course; predictions are not. */
export type KeyedQuestion = Exclude<Question, { kind: 'observe' }>;

/** Whether a question has its answer in the course. */
export function isKeyed(question: Question): question is KeyedQuestion {
  return question.kind !== 'observe';
}
