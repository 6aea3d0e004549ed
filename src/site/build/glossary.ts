import path from 'node:path';
import type { Term } from '#course/glossary.ts';
import { loadGlossary } from '#course/load/load-glossary.ts';
import { courseLanguage } from './chapter-plan.ts';

const { terms } = await loadGlossary(path.resolve('content'));

/** The terms of the course, by the alphabet. */
export const glossary: readonly Term[] = terms.toSorted((a, b) =>
  a.term.localeCompare(b.term, courseLanguage, { sensitivity: 'base' }),
);

/** A term by its id; throws where the glossary has none of that name. */
export function termOf(id: string): Term {
  const found = terms.find((term) => term.id === id);
  if (found) return found;
  throw new Error(
    `<Term id="${id}">: content/glossary.yaml has no such term. Add it there, or correct the id. Ids: ${terms.map((term) => term.id).join(', ')}.`,
  );
}
