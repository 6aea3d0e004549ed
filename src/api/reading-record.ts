import { z } from 'zod';

/** An answer to a question of a quiz, kept under the question's id. */
export const KeptAnswerSchema = z.strictObject({
  answer: z
    .array(z.string().max(1000))
    .max(50)
    .describe(
      'Ids of the choices taken, ids in the order given, or the one text typed; of a prediction the guess, then what was observed, as JSON, and whether `own` or `recorded` traces gave it',
    ),
  right: z.boolean().describe('Whether it was right; false for a prediction that nothing has answered yet'),
  tries: z.number().int().min(1).describe('How often the question was answered'),
  time: z
    .number()
    .optional()
    .describe('Milliseconds since the Unix epoch; absent where an early version kept it'),
});
export type KeptAnswer = z.infer<typeof KeptAnswerSchema>;

/** What a reader did in one chapter. */
export const ChapterReadingSchema = z.strictObject({
  sections: z.array(z.string().max(200)).max(200).describe('Ids of the sections that were read'),
  place: z
    .strictObject({
      section: z.string().max(200).describe('Id of the section'),
      time: z.number().describe('Milliseconds since the Unix epoch'),
    })
    .optional()
    .describe('Where the reader was last'),
  quiz: z
    .record(z.string().max(200), KeptAnswerSchema)
    .describe('The last answer of each question, by its id'),
});
export type ChapterReading = z.infer<typeof ChapterReadingSchema>;

/** What a reader did in every chapter, by slug. The browser keeps it, and the progress file carries it along. */
export const ReadingSchema = z.record(z.string().max(200), ChapterReadingSchema);
export type Reading = z.infer<typeof ReadingSchema>;
