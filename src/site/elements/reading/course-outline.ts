/** A written chapter as every page knows it: what there is to read, to answer and to do. */
export interface ChapterOutline {
  slug: string;
  number: number;
  title: string;
  sections: readonly { id: string; text: string }[];
  /** Ids of the questions. */
  questions: readonly string[];
  labs: readonly { id: string; title: string; steps: readonly string[] }[];
}

/** Id of the element of a page that holds the outline as JSON. */
export const OUTLINE_ID = 'course-outline';

/** The written chapters in reading order, as this page was built with them. */
export function courseOutline(): readonly ChapterOutline[] {
  return JSON.parse(document.getElementById(OUTLINE_ID)?.textContent || '[]') as ChapterOutline[];
}
