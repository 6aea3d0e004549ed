import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { ChapterSchema } from '#course/chapter.ts';

const chapters = defineCollection({
  loader: glob({
    base: './content/chapters',
    pattern: '*/index.mdx',
    generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
  }),
  schema: ChapterSchema,
});

export const collections = { chapters };
