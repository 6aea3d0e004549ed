import { z } from 'zod';
import { refuseDoubles } from './load/refuse-doubles.ts';

const TermSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('Anchor of the term on the glossary page, and the name by which <Term id="…"> uses it'),
  term: z.string().min(1).describe('The term as a text writes it in the middle of a sentence'),
  forms: z
    .array(z.string().min(1))
    .default([])
    .describe('Other forms that mean the same, such as the plural'),
  definition: z.string().min(1).describe('One to three plain sentences, as Markdown'),
  chapter: z.string().optional().describe('Slug of the chapter that explains it'),
  mark: z
    .boolean()
    .default(true)
    .describe(
      'Whether the first use in each chapter shows the definition; false for words with other meanings',
    ),
});
export type Term = z.infer<typeof TermSchema>;

/** The terms of the course: content/glossary.yaml. */
export const GlossarySchema = z
  .strictObject({ terms: z.array(TermSchema).min(1).describe('In any order: pages sort them by term') })
  .superRefine(({ terms }, context) => {
    refuseDoubles(terms, ['terms'], context);
    const seen = new Set<string>();
    for (const [index, { term, forms }] of terms.entries())
      for (const form of [term, ...forms]) {
        if (seen.has(form))
          context.addIssue({
            ...{ code: 'custom', path: ['terms', index, 'term'], message: `“${form}” with one meaning` },
            params: { next: 'take the form out of one of the two terms' },
          });
        seen.add(form);
      }
  });
export type Glossary = z.infer<typeof GlossarySchema>;
