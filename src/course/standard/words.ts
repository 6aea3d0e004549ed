import { z } from 'zod';

/** content/words.yaml: words that prose avoids, each with the better one. */
export const WordsSchema = z.strictObject({
  words: z
    .array(
      z.strictObject({
        avoid: z
          .array(z.string().min(1))
          .min(1)
          .describe('The word or phrase, in every form that is to be found'),
        better: z.string().min(1).describe('What to write instead'),
      }),
    )
    .describe('In any order'),
});
export type Words = z.infer<typeof WordsSchema>;
