/** Characters of a title: no tab shows more. */
const LONGEST = 256;

/** A title set by a program, fit to be shown as text: no control or direction characters, of bounded length. */
export function cleanTitle(title: string): string {
  const plain = title.replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '');
  return [...plain].slice(0, LONGEST).join('');
}
