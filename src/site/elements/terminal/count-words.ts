/** Places that are marked; a count beyond would take longer to make than to read. */
export const MOST = 1000;

/** What a search comes to, for people. */
export function countWords(term: string, index: number, count: number): string {
  if (term === '') return '';
  if (count === 0) return 'Not found';
  if (count >= MOST) return `${MOST} or more`;
  return index < 0 ? `${count} found` : `${index + 1} of ${count}`;
}
