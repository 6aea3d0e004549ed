import { getCollection } from 'astro:content';

/** The chapter a component stands in; `tag` is the component’s name, for whoever has put it on another page. */
export async function chapterHere(slug: string | undefined, tag: string) {
  const chapter = (await getCollection('chapters')).find(({ data }) => data.slug === slug);
  if (chapter) return chapter;
  throw new Error(`<${tag} /> stands on a page that is no chapter. Use it in a chapter’s index.mdx.`);
}
