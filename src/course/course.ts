import { z } from 'zod';

/** A chapter of the plan, written or not. */
const PlannedChapterSchema = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The chapter’s slug: its folder is content/chapters/<number>-<slug>, numbers count from 01'),
  title: z.string().min(1).describe('Heading of the page, shown until the chapter is written'),
  promise: z
    .string()
    .min(1)
    .describe('What a reader will be able to do, in one sentence, shown until the chapter is written'),
  standard: z
    .literal(1)
    .optional()
    .describe(
      'Present where `npm run check` holds the chapter to the standard of teaching; see CONTRIBUTING.md',
    ),
});

/** The course as content/course.yaml plans it. */
export const CourseSchema = z
  .strictObject({
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
      .describe('Language of all texts, as HTML’s lang has it, such as en or pt-BR'),
    chapters: z.array(PlannedChapterSchema).min(1).describe('In reading order'),
  })
  .superRefine(({ chapters }, context) => {
    const slugs = chapters.map(({ slug }) => slug);
    for (const [index, slug] of slugs.entries()) {
      if (slugs.indexOf(slug) === index) continue;
      context.addIssue({
        code: 'custom',
        path: ['chapters', index, 'slug'],
        message: 'a slug that no other chapter has',
        params: { next: 'rename the chapter that is not written yet; progress is kept under slugs' },
      });
    }
  });
export type Course = z.infer<typeof CourseSchema>;
