import { z } from 'zod';
import { refuseDoubles } from '../load/refuse-doubles.ts';

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('Stable within the step: the answer is kept under it in answers.yaml');

const shared = {
  id: Id,
  label: z.string().min(1).describe('The question, or what is to be typed, in a few words; plain text'),
  group: z
    .string()
    .min(1)
    .optional()
    .describe('Heading over this field and those after it that have the same'),
  help: z
    .string()
    .min(1)
    .optional()
    .describe('What the answer looks like or where to read it; one line of Markdown'),
};

const ChoicesSchema = z
  .array(
    z.strictObject({
      id: Id.describe('What answers.yaml has when this is chosen'),
      text: z.string().min(1).describe('The choice as the learner reads it; plain text'),
    }),
  )
  .min(2)
  .superRefine((choices, context) => refuseDoubles(choices, [], context));

/** One thing that a step asks the learner to type or to choose. */
export const AnswerFieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text').describe('A line of text, such as a header'), ...shared }),
  z.strictObject({ kind: z.literal('trace').describe('The id of a trace'), ...shared }),
  z.strictObject({
    kind: z.literal('span').describe('The name of a span, the beginning of it, or its id'),
    ...shared,
  }),
  z.strictObject({ kind: z.literal('service').describe('A service of the Bookstore'), ...shared }),
  z.strictObject({
    kind: z.literal('choice').describe('One of several choices'),
    ...shared,
    choices: ChoicesSchema.describe('In the order shown'),
  }),
  z.strictObject({
    kind: z.literal('number').describe('A number'),
    ...shared,
    unit: z
      .enum(['ms'])
      .optional()
      .describe('ms for a duration, which may be typed with another unit; absent for a count'),
  }),
]);
export type AnswerField = z.infer<typeof AnswerFieldSchema>;
