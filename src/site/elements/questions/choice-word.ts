/**
 * What stands before the reason of a choice: whether the choice belongs to the answer, and what the reader did with it. A bare
 * “Right” would be read as a mark on the reader, also beside a choice that was left out. “True” and “not true” would say too
 * much: a statement that does not follow from what is shown may be true all the same. Where one choice alone is right, it is
 * the answer, and no part of it.
 */
export function choiceWord(belongs: boolean, taken: boolean, isOneOnly = false): string {
  const [Its, its] = isOneOnly ? ['The answer', 'the answer'] : ['Part of the answer', 'part of the answer'];
  if (belongs) return taken ? `${Its}, and you chose it.` : `${Its}, and you did not choose it.`;
  return taken ? `You chose this, but it is not ${its}.` : `Not ${its}, and not chosen.`;
}

/** The same for an item of an order: its right place, and where the reader had put it. Places count from 1. */
export function placeWord(right: number, put: number): string {
  return right === put ? `Place ${right}, and you put it there.` : `Place ${right}; you put it at ${put}.`;
}
