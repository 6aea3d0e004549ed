/**
 * What stands before the reason of a choice: whether the choice is true, and what the reader did with it. A bare “Right”
 * would be read as a mark on the reader, also beside a true choice that was left out.
 */
export function choiceWord(isTrue: boolean, taken: boolean): string {
  if (isTrue) return taken ? 'True, and you chose it.' : 'True, but you did not choose it.';
  return taken ? 'Not true, but you chose it.' : 'Not true, and you did not choose it.';
}

/** The same for an item of an order: its right place, and where the reader had put it. Places count from 1. */
export function placeWord(right: number, put: number): string {
  return right === put ? `Place ${right}, and you put it there.` : `Place ${right}; you put it at ${put}.`;
}
