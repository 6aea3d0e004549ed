import type { MarkedAnswer } from '#course/quiz/mark-answer.ts';

/**
 * Ids of the choices or items of which it is said what they are, and why. After a wrong try these are what the reader chose,
 * or has at its place: the other reasons would give the answer, and a second try would be copying.
 */
export function toldParts({ right, parts }: MarkedAnswer, answer: readonly string[]): Set<string> {
  const told = parts.filter(
    ({ id, belongs, place }) =>
      right || (belongs === undefined ? answer[place ?? -1] === id : answer.includes(id)),
  );
  return new Set(told.map(({ id }) => id));
}

/** What became of an answer, in a few words; of a wrong one also what its reasons cannot say. */
export function outcomeWords(judged: MarkedAnswer, answer: readonly string[]): string {
  const { right, parts } = judged;
  if (right) return '✓ Right';
  if (parts.length === 0) return '✗ Not right';
  if (parts[0]!.belongs === undefined)
    return `✗ Not right: ${toldParts(judged, answer).size} of ${parts.length} at the right place`;
  const isPart = parts.every(({ id, belongs }) => belongs || !answer.includes(id));
  return isPart
    ? '✗ Not right: what you chose belongs to the answer, and something is missing'
    : '✗ Not right';
}
