import { z } from 'zod';

/** Where a reader may go from here: another page of the course, or a page elsewhere. */
const LinkSchema = z.strictObject({
  title: z.string().min(1).describe('Words of the link'),
  text: z.string().optional().describe('One sentence on what is to be found there'),
  href: z.string().optional().describe('Address; leave out for a chapter that is still to be written'),
});

/** What the reader can do afterwards, and what in the chapter makes sure of it. */
const ObjectiveSchema = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1).describe('The objective'),
    by: z
      .array(z.string().min(1))
      .min(1)
      .describe('Ids of the questions that serve it, and steps of labs as lab/step'),
  }),
]);

/** Front matter of content/chapters/<NN-slug>/index.mdx. */
export const ChapterSchema = z.strictObject({
  number: z
    .number()
    .int()
    .min(1)
    .max(99)
    .describe('Place in the course; the folder name begins with it, as two digits'),
  slug: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe(
      'Last part of the address; the folder name ends with it. Never change it: progress is kept under it',
    ),
  title: z.string().min(1).describe('Heading of the page'),
  summary: z.string().min(1).describe('One or two sentences, shown on the front page and to search engines'),
  minutes: z
    .strictObject({
      read: z.number().int().positive().describe('Minutes to read the prose'),
      do: z.number().int().min(0).describe('Minutes to do the labs and the quiz'),
    })
    .describe('What the chapter takes'),
  prerequisites: z.array(z.string().min(1)).describe('What the reader should know first; may be empty'),
  objectives: z
    .array(ObjectiveSchema)
    .min(2)
    .describe('What the reader can do afterwards, each beginning with a verb'),
  labs: z.array(z.string()).describe('Ids of the labs this chapter uses, in order; folders below labs/'),
  next: z.array(LinkSchema).min(1).describe('Where to go from here'),
});
export type Chapter = z.infer<typeof ChapterSchema>;

/** The words of an objective. */
export function objectiveText(objective: Chapter['objectives'][number]): string {
  return typeof objective === 'string' ? objective : objective.text;
}
