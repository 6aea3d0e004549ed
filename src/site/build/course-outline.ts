import { getCollection, render } from 'astro:content';
import type { ChapterOutline } from '../elements/reading/course-outline.ts';
import { labOf, questionsOf } from './course-files.ts';

let outline: Promise<ChapterOutline[]> | undefined;

/** What every written chapter has to be read, answered and done, in reading order; read once a build. */
export function courseOutline(): Promise<ChapterOutline[]> {
  // An author who works with a server that builds by itself sees changes at once.
  if (import.meta.env.DEV) return readOutline();
  outline ??= readOutline();
  return outline;
}

async function readOutline(): Promise<ChapterOutline[]> {
  const chapters = (await getCollection('chapters')).toSorted((a, b) => a.data.number - b.data.number);
  return Promise.all(
    chapters.map(async (chapter) => {
      const { slug, number, title, labs } = chapter.data;
      const { headings } = await render(chapter);
      const questions = (await questionsOf(chapter.id)).filter(({ kind }) => kind !== 'observe');
      return {
        ...{ slug, number, title },
        sections: headings.filter(({ depth }) => depth === 2).map(({ slug: id, text }) => ({ id, text })),
        questions: questions.map(({ id }) => id),
        labs: await Promise.all(
          labs.map(async (id) => {
            const { title, steps } = await labOf(id);
            return { id, title, steps: steps.map((step) => step.id) };
          }),
        ),
      };
    }),
  );
}
