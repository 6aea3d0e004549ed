import type { Hash } from './form.ts';
import type { WrittenHash } from './hashes.ts';

/** Hashes of one customer's values by what is looked up of them. */
export type HashIndex = Readonly<Record<WrittenHash['as'], ReadonlyMap<string, Hash>>> & {
  /** Those in hex by their first digits, for what was cut off even shorter. */
  short: ReadonlyMap<string, WrittenHash>;
};

/** A beginning of a hash that no other value has: 12 digits of hex, or 12 bytes in base64. */
const HEX_DIGITS = 12;
/** Of a word that is nothing else than a beginning so many are enough: by chance it is in one of a million words. */
const SHORT_DIGITS = 8;
const SHORT = new RegExp(`^(?=\\d*[a-f])[0-9a-f]{${SHORT_DIGITS},${HEX_DIGITS - 1}}$`);
const BASE64_DIGITS = 16;
const LENGTH = { hex: HEX_DIGITS, base64: BASE64_DIGITS, alone: Number.POSITIVE_INFINITY };

const RUNS = {
  hex: new RegExp(`[0-9a-f]{${HEX_DIGITS},}`, 'g'),
  base64: new RegExp(`[A-Za-z0-9+/]{${BASE64_DIGITS},}`, 'g'),
};
/** A part of a UUID is no word: its dashes belong to it. */
const BETWEEN_WORDS = /[^0-9a-z-]+/;

/** Makes an index of hashes: there are a thousand of a customer, and thousands of texts to look at. */
export function indexHashes(hashes: readonly WrittenHash[]): HashIndex {
  const of = (as: WrittenHash['as']) =>
    new Map(hashes.filter((one) => one.as === as).map(({ text, hash }) => [text.slice(0, LENGTH[as]), hash]));
  const short = hashes
    .filter(({ as }) => as === 'hex')
    .map((one) => [one.text.slice(0, SHORT_DIGITS), one] as const);
  return { hex: of('hex'), base64: of('base64'), alone: of('alone'), short: new Map(short) };
}

/** The first hash of the index that a text holds. */
export function hashIn(text: string, index: HashIndex): Hash | undefined {
  const lower = text.toLowerCase();
  for (const word of lower.split(BETWEEN_WORDS)) {
    const found = index.alone.get(word) ?? shortIn(word, index);
    if (found) return found;
  }
  return inRuns(lower, 'hex', index) ?? inRuns(asStandardBase64(text), 'base64', index);
}

function shortIn(word: string, { short }: HashIndex): Hash | undefined {
  const found = SHORT.test(word) ? short.get(word.slice(0, SHORT_DIGITS)) : undefined;
  return found?.text.startsWith(word) ? found.hash : undefined;
}

function inRuns(text: string, as: 'hex' | 'base64', index: HashIndex): Hash | undefined {
  for (const [run] of text.matchAll(RUNS[as]))
    for (let at = 0; at + LENGTH[as] <= run.length; at += 1) {
      const found = index[as].get(run.slice(at, at + LENGTH[as]));
      if (found) return found;
    }
  return undefined;
}

/** Base64 for addresses has two other digits. */
export function asStandardBase64(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}
