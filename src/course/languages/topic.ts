import { z } from 'zod';
import { LANGUAGES, type Language } from './languages.ts';

const NAMES = Object.keys(LANGUAGES) as [Language, ...Language[]];

const TabSchema = z.strictObject({
  language: z.enum(NAMES).describe('Language or agent'),
  of: z.string().min(1).describe('Package and version that the text is about'),
  text: z
    .string()
    .min(1)
    .describe('What is done there, Markdown; every statement stands in one of the sources'),
  sources: z
    .array(
      z.strictObject({
        title: z.string().min(1).describe('Words of the link'),
        href: z
          .string()
          .regex(/^https:\/\//)
          .describe('Its address'),
      }),
    )
    .min(1)
    .describe('Where it is documented'),
});

/** content/languages/<topic>.yaml: how other languages do what a chapter does in Go. */
export const TopicSchema = z
  .strictObject({
    title: z.string().min(1).describe('What the tabs are about, as the end of “In your language: …”'),
    tabs: z.array(TabSchema).describe('One for each language'),
  })
  .superRefine(({ tabs }, context) => {
    for (const name of NAMES) {
      if (tabs.filter(({ language }) => language === name).length === 1) continue;
      context.addIssue({
        ...{ code: 'custom', path: ['tabs'], message: `one tab for ${name}` },
        params: { next: `write a tab with language: ${name}, or join those that there are` },
      });
    }
  });
export type Topic = z.infer<typeof TopicSchema>;
