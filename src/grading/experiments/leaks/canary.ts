import { randomBytes, randomInt } from 'node:crypto';

/** What one customer gave the shop: made anew for every request, so that no list of known values hides it. */
export interface Canary {
  /** As it is sent, blanks included. */
  card: string;
  email: string;
  /**
   * What the shop writes with a value in it, word for word, such as a URL: everything else in it is known, so that whoever
   * knows the value can compute its hash.
   */
  texts?: readonly string[];
}

/** Hex digits that are in no other address. */
const TOKEN_BYTES = 5;

/** So many digits by chance. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** Ten hex digits by chance, which make an address one of a kind. */
export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

/** The digits of a card number, without what stands between them. */
export function digitsOf(card: string): string {
  return card.replaceAll(/\D/g, '');
}
