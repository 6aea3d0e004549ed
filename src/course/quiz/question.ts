import { z } from 'zod';

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('Stable: answers are kept under it. Lower-case letters, digits and hyphens');
const Prompt = z.string().min(1).describe('The question; inline Markdown');
const Because = z
  .string()
  .min(1)
  .describe('Shown after answering: why this is right, or what the mistake is');

const ChoiceSchema = z.strictObject({
  id: Id,
  text: z.string().min(1).describe('The answer offered; inline Markdown'),
  right: z.boolean().default(false).describe('Whether it belongs to the right answer'),
  because: Because,
});

const OneSchema = z
  .strictObject({
    kind: z.literal('one').describe('One choice is right'),
    id: Id,
    prompt: Prompt,
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
    id: Id,
    prompt: Prompt,
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
  id: Id,
  prompt: Prompt,
  items: z
    .array(
      z.strictObject({
        id: Id,
        text: z.string().min(1).describe('The item; inline Markdown'),
        because: Because,
      }),
    )
    .min(3)
    .describe('Items in the right order; the page shuffles them'),
});

const NumberSchema = z.strictObject({
  kind: z.literal('number').describe('A number to type'),
  id: Id,
  prompt: Prompt,
  answer: z.number().describe('The right number'),
  tolerance: z.number().min(0).default(0).describe('How far off still counts as right'),
  unit: z.string().optional().describe('Shown behind the field'),
  because: Because,
  otherwise: Because.describe('Shown for any wrong answer that is not among the slips'),
  slips: z
    .array(z.strictObject({ answer: z.number().describe('A wrong number worth a word'), because: Because }))
    .default([])
    .describe('Wrong numbers that show a known misunderstanding'),
});

const TextSchema = z.strictObject({
  kind: z.literal('text').describe('A word to type; case and spaces at the ends do not matter'),
  id: Id,
  prompt: Prompt,
  accept: z.array(z.string().min(1)).min(1).describe('Spellings that are right, the one to show first'),
  because: Because,
  otherwise: Because.describe('Shown for any wrong answer that is not among the slips'),
  slips: z
    .array(
      z.strictObject({ answer: z.string().min(1).describe('A wrong word worth a word'), because: Because }),
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
]);
export type Question = z.infer<typeof QuestionSchema>;
