import type { ChapterReading, KeptAnswer, Reading } from '#api/reading-record.ts';

/** How much a merge has added, for the one who asked for it. */
export interface MergedReading {
  reading: Reading;
  /** Sections that were not read here before, and questions whose kept answer is another one now. */
  sections: number;
  answers: number;
}

/**
 * Puts what was read and answered elsewhere to what was here. Nothing is taken away:
 *   1. A section read in either place is read.
 *   2. Of two answers to a question the right one stays; of two that are both right or both not, the later one; where the
 *      times do not tell, the one that is here. The tries are the larger number of the two.
 *   3. The place of reading is the later one.
 */
export function mergeReading(here: Reading, other: Reading): MergedReading {
  const merged: MergedReading = { reading: { ...here }, sections: 0, answers: 0 };
  for (const [slug, theirs] of Object.entries(other)) {
    const mine: ChapterReading = here[slug] ?? { sections: [], quiz: {} };
    const sections = [...new Set([...mine.sections, ...theirs.sections])];
    merged.sections += sections.length - mine.sections.length;
    const quiz = { ...mine.quiz };
    for (const [id, answer] of Object.entries(theirs.quiz)) {
      const stays = betterAnswer(quiz[id], answer);
      if (stays !== quiz[id]) merged.answers++;
      quiz[id] = { ...stays, tries: Math.max(quiz[id]?.tries ?? 1, answer.tries) };
    }
    const later = (theirs.place?.time ?? 0) > (mine.place?.time ?? 0) ? theirs.place : mine.place;
    merged.reading[slug] = { sections, quiz, ...(later && { place: later }) };
  }
  return merged;
}

function betterAnswer(mine: KeptAnswer | undefined, theirs: KeptAnswer): KeptAnswer {
  if (!mine) return theirs;
  if (mine.right !== theirs.right) return mine.right ? mine : theirs;
  return (theirs.time ?? 0) > (mine.time ?? 0) ? theirs : mine;
}
