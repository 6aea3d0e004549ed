/**
 * Eight hex digits that stand for an answer in the page, so that it cannot be read there by accident.
 * FNV-1a over code points: the aim is not secrecy, and the same few lines must run in Node and in a browser.
 * The question's id is the salt; without it "true" would look the same everywhere.
 */
export function answerHash(questionId: string, answer: string): string {
  let hash = 0x811c9dc5;
  for (const point of `${questionId}\u0000${answer}`) {
    hash = Math.imul(hash ^ (point.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
