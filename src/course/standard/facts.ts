import { z } from 'zod';

/** docs/facts.yaml: what the course has to say, and where it says it. */
export const FactsSchema = z.strictObject({
  facts: z
    .array(
      z.strictObject({
        says: z.string().min(1).describe('The fact, in one sentence'),
        chapter: z.string().min(1).describe('Slug of the chapter that carries it'),
        at: z
          .string()
          .min(1)
          .optional()
          .describe(
            'Anchor in that chapter: a heading, a question, a prediction; absent until it is written',
          ),
      }),
    )
    .describe('By chapter, in reading order'),
});
export type Facts = z.infer<typeof FactsSchema>;
