/**
 * What stands before the reason of a choice: whether the choice belongs to the answer, and what the reader did with it. A bare
 * “Right” would be read as a mark on the reader, also beside a choice that was left out. “True” and “not true” would say too
 * much: a statement that does not follow from what is shown may be true all the same.
 */
export function choiceWord(belongs: boolean, taken: boolean): string {
  const what = belongs ? 'Belongs to the answer' : 'Does not belong to the answer';
  return `${what}, ${belongs === taken ? 'and' : 'but'} you ${taken ? 'chose' : 'did not choose'} it.`;
}

/** The same for an item of an order: its right place, and where the reader had put it. Places count from 1. */
export function placeWord(right: number, put: number): string {
  return right === put ? `Place ${right}, and you put it there.` : `Place ${right}; you put it at ${put}.`;
}
